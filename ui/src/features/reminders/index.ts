// Follow-ups: the next action of a sheet, the form that plans one, calls, and how what is due reads.
export { Choices } from "./Choices";
export { understoodQuery } from "./data";
export { type DueText, nextAction, rowDue, toneClass, whatOf, whenText } from "./due";
export { Marks } from "./form/Marks";
export { type QuickDay, quickKeys, quickly } from "./form/quick";
export { rhythmText } from "./form/rhythm";
export { KindIcon } from "./KindIcon";
export { LaterChoice } from "./LaterChoice";
export { NextAction } from "./NextAction";
export { PlanPopover } from "./on-demand";
export { QuickNext } from "./QuickNext";
export { callsOf, leaveRun, startRun, useRun } from "./run/run";
export { wishStep } from "./step";
export { UpcomingReminders } from "./UpcomingReminders";
export { titleOf, useUnderstood } from "./use-understood";
export { complete, type Person, plan, planAll, putOff } from "./write";
