// What stands in the way of an undo: each field changed since, with what the undo would restore and what is there now.
import type { UndoAnswer, UndoConflict } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { operationText } from "@/app/undo";
import { Button, Dialog, DialogClose } from "@/kit";
import { useValues, type Values } from "./values";

interface ConflictsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  answer: UndoAnswer;
  busy: boolean;
  onUndoRest: () => void;
}

const head = "sticky top-0 bg-surface py-1.5 pr-4 text-left text-small font-medium text-text-3";
const cell = "max-w-48 truncate border-t border-border py-1.5 pr-4 align-top";

/** Before it there may have been no value, or no record: both read the same. */
const isNothing = (value: unknown): boolean => value === null || value === undefined || value === "";

function Line({ conflict, say }: { conflict: UndoConflict; say: Values }) {
  const w = useWords().history;
  const { entity, field, record_name } = conflict;
  return (
    <tr>
      <td className={cell}>{record_name ?? say.entity(entity)}</td>
      <td className={cell}>{field === null ? w.wholeRecord : say.field(entity, field)}</td>
      <td className={cell}>
        {field === null ? "—" : isNothing(conflict.would_be) ? w.nothing : say.value(field, conflict.would_be)}
      </td>
      <td className={cell}>{field === null ? "—" : say.value(field, conflict.now)}</td>
    </tr>
  );
}

export function ConflictsDialog({ open, onOpenChange, answer, busy, onUndoRest }: ConflictsDialogProps) {
  const words = useWords();
  const w = words.history;
  const say = useValues();
  const shown = answer.conflicts.length;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width={720}
      title={w.conflicts(answer.conflict_count)}
      description={answer.reverted ? operationText(answer.reverted) : w.conflictsText}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.close}</Button>
          </DialogClose>
          <Button kind="primary" busy={busy} onClick={onUndoRest}>
            {w.undoRest}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-text-2">{w.conflictsText}</p>
      <table className="w-full border-collapse">
        <thead>
          <tr>
            <th className={head}>{w.record}</th>
            <th className={head}>{w.field}</th>
            <th className={head}>{w.wouldBe}</th>
            <th className={head}>{w.now}</th>
          </tr>
        </thead>
        <tbody>
          {answer.conflicts.map((c) => (
            <Line key={`${c.entity} ${c.record} ${c.field}`} conflict={c} say={say} />
          ))}
        </tbody>
      </table>
      {answer.conflict_count > shown && (
        <p className="mt-2 text-small text-text-3">{w.moreConflicts(answer.conflict_count - shown)}</p>
      )}
    </Dialog>
  );
}
