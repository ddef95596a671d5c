// What is being asked about a follow-up; and the wish for it from a list, which waits here for the sheet to come.
import type { Id, ReminderRow } from "@/api/schema";

export type Step = "next" | "later" | "plan" | "call" | "edit";

let wish: { id: Id; step: Step; row?: ReminderRow | undefined } | null = null;
const listeners = new Set<() => void>();

/** Opens this question in the sheet of that prospect, now or when it comes; about that follow-up, where it is not the next one. */
export function wishStep(id: Id, step: Step, row?: ReminderRow): void {
  wish = { id, step, row };
  for (const listener of listeners) listener();
}

/** Called with each wish for this prospect. */
export function onStepWished(id: Id, open: (step: Step, row?: ReminderRow) => void): () => void {
  const take = () => {
    if (wish?.id !== id) return;
    const { step, row } = wish;
    wish = null;
    open(step, row);
  };
  const late = setTimeout(take, 0);
  listeners.add(take);
  return () => {
    clearTimeout(late);
    listeners.delete(take);
  };
}
