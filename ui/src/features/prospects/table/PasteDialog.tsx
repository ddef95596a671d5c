// Before cells are pasted: how many prospects change, a few of them before and after, and every cell that cannot be read.
import { useEffect, useState } from "react";
import { type ApiFailure, asFailure, isAborted, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { PasteAnswer } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { Button, Dialog, DialogClose, Loading } from "@/kit";
import { Differences } from "../actions/Differences";
import type { Pasted, Read, Unread } from "./paste";

const bare = (cells: readonly Read[]) =>
  cells.map(({ id, fields, lost_reason }) => ({ id, fields, ...(lost_reason ? { lost_reason } : {}) }));

/** Shown at most; the number is said whole. */
const SHOWN = 50;

function Unreadable({ cells }: { cells: readonly Unread[] }) {
  const words = useWords().prospects;
  const w = words.paste;
  const { empty } = words.look;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-medium">{w.unread(cells.length)}</h3>
      <ul className="flex flex-col rounded-control border border-border">
        {cells.slice(0, SHOWN).map((cell, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order.
            key={at}
            className="flex flex-wrap items-baseline gap-x-2 border-b border-border px-3 py-1.5 last:border-b-0"
          >
            <span className="max-w-48 truncate font-medium">{cell.name}</span>
            <span className="text-text-3">{cell.field}</span>
            <span className="max-w-48 truncate text-text-2">
              {cell.text.trim() ? w.quoted({ text: cell.text }) : empty}
            </span>
            <span className="text-danger">{cell.why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PasteDialog({ pasted, onClose }: { pasted: Pasted; onClose: () => void }) {
  const words = useWords();
  const w = words.prospects.paste;
  const [answer, setAnswer] = useState<PasteAnswer | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    post<PasteAnswer>("/prospects/paste", { cells: bare(pasted.cells), dry_run: true }, stop.signal)
      .then(setAnswer)
      .catch((error: unknown) => !isAborted(error) && setFailure(asFailure(error)));
    return () => stop.abort();
  }, [pasted]);
  const refused = new Map(answer?.refused.map(({ cell, failure: why }) => [cell, why]));
  const unread = [
    ...pasted.unread,
    ...pasted.cells.flatMap((cell, at) => {
      const why = refused.get(at);
      return why ? [{ ...cell, why: failureText(why) }] : [];
    }),
  ];
  const apply = async () => {
    setBusy(true);
    try {
      const cells = bare(pasted.cells.filter((_, at) => !refused.has(at)));
      const done = await post<PasteAnswer>("/prospects/paste", { cells });
      undoToast(w.done(done.changed), done.operation, done.changed);
      invalidate(queryClient, ["prospect", "prospect_tag", "activity"]);
      onClose();
    } catch (error) {
      failureToast(error);
      setBusy(false);
    }
  };
  const changed = answer?.changed ?? 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={answer ? w.title(changed) : w.reading}
      description={answer && changed > 0 ? words.prospects.look.sample(answer.differences?.length ?? 0) : undefined}
      width={640}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" busy={busy} disabled={changed === 0} onClick={() => void apply()}>
            {w.apply(changed)}
          </Button>
        </>
      }
    >
      {failure ? (
        <p role="alert" className="text-danger">
          {failureText(failure)}
        </p>
      ) : !answer ? (
        <Loading text={words.common.loading} />
      ) : (
        <div className="flex flex-col gap-4">
          {changed === 0 && <p className="text-text-2">{words.prospects.look.same}</p>}
          {changed > 0 && <Differences of={answer.differences ?? []} />}
          {pasted.beyond > 0 && <p className="text-text-2">{w.beyond(pasted.beyond)}</p>}
          {unread.length > 0 && <Unreadable cells={unread} />}
        </div>
      )}
    </Dialog>
  );
}
