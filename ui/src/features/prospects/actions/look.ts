// Before everything that a list finds is changed: the exact number and a few rows as they would be are looked at first. It asks
// and tells; what is agreed to, somebody else does.
import type { BulkAction, Selection } from "@/api/schema";

export interface Look {
  selection: Selection;
  action: BulkAction;
  answer: (agreed: boolean) => void;
}

let current: Look | null = null;
const listeners = new Set<() => void>();

function set(next: Look | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const looking = (): Look | null => current;

/** True where the change may be made: a selection by hand needs no look, nor does what has a question of its own. */
export async function looked(selection: Selection, action: BulkAction): Promise<boolean> {
  if (selection.by !== "query" || action.kind === "erase") return true;
  current?.answer(false);
  return new Promise((resolve) => {
    set({
      selection,
      action,
      answer: (agreed) => {
        set(null);
        resolve(agreed);
      },
    });
  });
}
