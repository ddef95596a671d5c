// Before everything that a list finds is changed: the exact number and a few rows as they would be are looked at first. It asks
// and tells; what is agreed to, somebody else does.
import type { BulkAction, Selection } from "@/api/schema";
import { pose } from "./asking";

export interface Look {
  selection: Selection;
  action: BulkAction;
  answer: (agreed: boolean) => void;
}

/** True where the change may be made: a selection by hand needs no look, nor does what has a question of its own. */
export async function looked(selection: Selection, action: BulkAction): Promise<boolean> {
  if (selection.by !== "query" || action.kind === "erase" || action.kind === "distribute") return true;
  return pose(false, (answer) => ({ kind: "look", ask: { selection, action, answer } }));
}
