// Undoing one operation, whatever its age. Where something was changed since, nothing is undone before the user has seen
// field by field what would be lost, and chosen.
import { type ReactNode, useState } from "react";
import { post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Id, UndoAnswer } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, operationText, redo } from "@/app/undo";
import { closeToast, showToast } from "@/kit";
import { ConflictsDialog } from "./ConflictsDialog";

function sayUndone(answer: UndoAnswer): void {
  const w = words();
  if (!answer.reverted) return void showToast({ text: w.toast.nothingToUndo });
  const text = w.toast.undone({ what: operationText(answer.reverted) });
  const kept = answer.conflict_count > 0 ? ` · ${w.history.kept(answer.conflict_count)}` : "";
  showToast({ text: text + kept, action: { label: w.history.redo, run: () => void redo() }, id: "undo" });
}

/** An import of a hundred thousand takes its time: after a moment it is said that it is being undone. */
function sayWhileUndoing(): () => void {
  let toast = "";
  const late = setTimeout(() => {
    toast = showToast({ text: words().history.undoing, time: 0 });
  }, 300);
  return () => {
    clearTimeout(late);
    if (toast) closeToast(toast);
  };
}

export interface UndoOperation {
  undo: (operation: Id) => Promise<void>;
  busy: Id | null;
  /** To be drawn once by whoever uses the hook. */
  dialog: ReactNode;
}

export function useUndoOperation(): UndoOperation {
  const [busy, setBusy] = useState<Id | null>(null);
  const [asked, setAsked] = useState<{ operation: Id; answer: UndoAnswer } | null>(null);
  const [open, setOpen] = useState(false);

  const attempt = async (operation: Id, keep: boolean) => {
    setBusy(operation);
    const done = sayWhileUndoing();
    try {
      const answer = await post<UndoAnswer>("/undo", { operation, keep_conflicts: keep });
      if (answer.operation === null && answer.conflict_count > 0) {
        setAsked({ operation, answer });
        setOpen(true);
        return;
      }
      setOpen(false);
      invalidate(queryClient, ["*"]);
      sayUndone(answer);
    } catch (error) {
      failureToast(error);
    } finally {
      done();
      setBusy(null);
    }
  };

  return {
    undo: (operation) => attempt(operation, false),
    busy,
    dialog: asked && (
      <ConflictsDialog
        open={open}
        onOpenChange={setOpen}
        answer={asked.answer}
        busy={busy !== null}
        onUndoRest={() => void attempt(asked.operation, true)}
      />
    ),
  };
}
