// The history as lines: one a day, one an operation. Pure.
import type { Operation } from "@/api/schema";
import { words } from "@/app/i18n";
import { operationText } from "@/app/undo";
import { sameDay } from "@/format";

export type Line = { kind: "day"; at: number } | { kind: "operation"; operation: Operation };

export function linesOf(operations: readonly Operation[]): Line[] {
  const lines: Line[] = [];
  let last: number | null = null;
  for (const operation of operations) {
    if (last === null || !sameDay(last, operation.at)) lines.push({ kind: "day", at: operation.at });
    lines.push({ kind: "operation", operation });
    last = operation.at;
  }
  return lines;
}

/** An undo carries the name of what it undid, and so does what did it again. */
export function sentenceOf(operation: Operation): string {
  const w = words().history;
  const what = operationText(operation);
  if (operation.reverts === null) return what;
  return operation.is_redo ? w.redoOf({ what }) : w.undoOf({ what });
}

/** What the button of a line does: undoing an undo is doing again. */
export type Way = "undo" | "redo" | "none";

export function wayOf(operation: Operation): Way {
  if (!operation.is_undoable || operation.reverted_by !== null) return "none";
  return operation.reverts === null || operation.is_redo ? "undo" : "redo";
}
