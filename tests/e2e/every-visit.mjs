// Every state of the page that pictures are taken of and that is audited, in the order in which one leads to the next.
import { calendarVisits } from "./visits-calendar.mjs";
import { inboxVisits } from "./visits-inbox.mjs";
import { lateVisits } from "./visits-late.mjs";
import { mailVisits } from "./visits-mail.mjs";
import { statisticsVisits } from "./visits-statistics.mjs";
import { templateVisits } from "./visits-templates.mjs";
import { timelineVisits } from "./visits-timeline.mjs";
import { todayVisits } from "./visits-today.mjs";
import { viewVisits } from "./visits-views.mjs";
import { visits } from "./visits.mjs";

/** Those that are audited one after the other. The statistics have an audit of their own: stages that ask for fields, which a
 * visit before them makes, would refuse what they are filled with. */
export const auditedVisits = [
  ...visits,
  ...viewVisits,
  ...lateVisits,
  ...timelineVisits,
  ...todayVisits,
  ...calendarVisits,
  ...templateVisits,
  ...inboxVisits,
  ...mailVisits,
];

export const everyVisit = [...visits, ...viewVisits, ...statisticsVisits, ...auditedVisits.slice(visits.length + viewVisits.length)];
