// English words of this feature.
import { n, plural } from "@/app/i18n/core";
import type { fr } from "./words.fr";

export const en: typeof fr = {
  title: "Today",
  meta: (p) => (p.total === 0 ? p.day : `${p.day} · ${n(p.done)} of ${n(p.total)} done`),
  list: "Follow-ups of the day",
  sections: {
    overdue: "Overdue",
    today: "Today",
    upcoming: "Upcoming · 7 days",
    without_next: "No follow-up",
  },
  fold: (p) => `Fold ${p.section}`,
  unfold: (p) => `Unfold ${p.section}`,
  counted: (count) => plural(count, { one: "# follow-up", other: "# follow-ups" }),
  rest: (count) => plural(count, { one: "and # more to follow", other: "and # more to follow" }),
  suggestion: (p) => `Last contact ${p.when}`,
  never: "Never contacted",
  plan: "Plan",
  planFor: (p) => `Plan a follow-up for ${p.name}`,
  planOne: "Plan a follow-up",
  seeWithout: (count) => `See the prospects without a follow-up (${n(count)})`,
  nothing: "Nothing planned today.",
  allDone: "All done.",
  allDoneNext: (p) => `All done. Next follow-up ${p.when}.`,
  next: (p) => `Next follow-up ${p.when}.`,
  inTrash: "In the trash",
  restore: "Restore",
  restoreOf: (p) => `Restore ${p.name}`,
  failed: "The follow-ups of the day could not be read.",
  nobody: "Choose a follow-up to see the sheet.",
  quick: {
    label: "Plan by a sentence",
    placeholder: "call Dupont tuesday 2pm",
    nobody: (p) => `Nobody answers to “${p.words}”.`,
    noName: "Say who, too: a name or a company.",
    choose: "For whom?",
  },
};
