// Follow-ups: the next action of a sheet, the form that plans one, calls, and how what is due reads.
export { understoodQuery } from "./data";
export { type DueText, nextAction, rowDue, toneClass, whatOf, whenText } from "./due";
export { KindIcon } from "./KindIcon";
export { NextAction } from "./NextAction";
export { PlanPopover } from "./on-demand";
export { wishStep } from "./step";
export { titleOf, useUnderstood } from "./use-understood";
export { type Person, plan, planAll } from "./write";
