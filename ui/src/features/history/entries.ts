// The history as lines: one a day, one an operation. Pure.
import type { Id, Operation } from "@/api/schema";
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

/** An undo is said by what it undid, when that is among the operations at hand. */
export function sentenceOf(operation: Operation, byId: ReadonlyMap<Id, Operation>): string {
  const w = words().history;
  const target = operation.reverts === null ? undefined : byId.get(operation.reverts);
  if (!target) return operationText(operation);
  // The undo of an undo does again what the first one had taken back.
  const first = target.reverts === null ? undefined : byId.get(target.reverts);
  return first ? w.redoOf({ what: operationText(first) }) : w.undoOf({ what: operationText(target) });
}

/** What the button of a line does: undoing an undo is doing again. */
export type Way = "undo" | "redo" | "none";

export function wayOf(operation: Operation): Way {
  if (!operation.is_undoable || operation.reverted_by !== null) return "none";
  return operation.reverts === null ? "undo" : "redo";
}
