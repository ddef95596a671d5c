// Undo instead of ask: the toast after a change, Ctrl+Z and Ctrl+Maj+Z. The core knows what can be undone.
import { asFailure, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Id, Operation, UndoAnswer, UndoRequest } from "@/api/schema";
import { failureText, words } from "@/app/i18n";
import type { OperationParams } from "@/app/i18n/operations.fr";
import { closeToast, showToast, undoTime } from "@/kit";

/** The core says `add` where older operations say `create`. */
const older = (label: string): string => label.replace(/\.add$/, ".create");

/** An operation in words: « 128 prospects déplacés vers Contacté ». */
export function operationText(operation: Pick<Operation, "label" | "params" | "changes">): string {
  const table = words().operations as Record<string, (p: OperationParams) => string>;
  const say = table[operation.label] ?? table[older(operation.label)];
  return say ? say(operation.params as OperationParams) : words().operations.unknown({ count: operation.changes });
}

export function failureToast(error: unknown): void {
  showToast({ text: failureText(asFailure(error)), tone: "error" });
}

function openHistory(): void {
  window.location.hash = "#/history";
}

/** One toast an operation, so that undoing it by another way takes its offer away. */
const toastOf = (operation: Id): string => `operation-${operation}`;

async function step(path: "/undo" | "/redo", request: UndoRequest): Promise<void> {
  const w = words().toast;
  try {
    const answer = await post<UndoAnswer>(path, request);
    if (answer.conflict_count > 0 && answer.operation === null) {
      showToast({ text: w.conflicts(answer.conflict_count), action: { label: w.seeHistory, run: openHistory } });
      return;
    }
    if (!answer.reverted) {
      showToast({ text: path === "/undo" ? w.nothingToUndo : w.nothingToRedo });
      return;
    }
    invalidate(queryClient, ["*"]);
    closeToast(toastOf(answer.reverted.id));
    const what = operationText(answer.reverted);
    showToast({ text: path === "/undo" ? w.undone({ what }) : w.redone({ what }), id: "undo" });
  } catch (error) {
    failureToast(error);
  }
}

/** Undoes that operation, or the last one. */
export const undo = (operation?: Id): Promise<void> => step("/undo", operation ? { operation } : {});
export const redo = (): Promise<void> => step("/redo", {});

/**
 * Says what was just done and offers to take it back. `operation` is what the write answered; without one nothing
 * changed and nothing is said.
 */
export function undoToast(text: string, operation: Id | null, records = 1): void {
  if (operation === null) return;
  showToast({
    text,
    id: toastOf(operation),
    time: undoTime(records),
    action: { label: words().toast.undo, run: () => void undo(operation) },
  });
}
