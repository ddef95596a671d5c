// « Modifier 2 408 prospects » — the exact number and the first few that would differ, before anything is written.
import { useEffect, useState } from "react";
import { type ApiFailure, asFailure, isAborted, post } from "@/api/client";
import type { BulkAnswer } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Loading } from "@/kit";
import { Differences } from "./Differences";
import type { Look } from "./look";

export function LookDialog({ look }: { look: Look }) {
  const words = useWords();
  const w = words.prospects.look;
  const { selection, action } = look;
  const [found, setFound] = useState<BulkAnswer | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    post<BulkAnswer>("/prospects/bulk", { selection, action, dry_run: true }, stop.signal)
      .then(setFound)
      .catch((error: unknown) => !isAborted(error) && setFailure(asFailure(error)));
    return () => stop.abort();
  }, [selection, action]);
  const trashing = action.kind === "delete" || action.kind === "restore";
  const differences = found?.differences ?? [];
  const title = found ? w.title[action.kind as keyof typeof w.title](found.selected) : w.counting;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && look.answer(false)}
      title={title}
      description={found && differences.length > 0 ? (trashing ? w.people : w.sample)(differences.length) : undefined}
      width={560}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button
            kind={action.kind === "delete" ? "danger" : "primary"}
            disabled={!found || found.selected === 0}
            onClick={() => look.answer(true)}
          >
            {found ? title : w.apply}
          </Button>
        </>
      }
    >
      {failure ? (
        <p role="alert" className="text-danger">
          {failureText(failure)}
        </p>
      ) : !found ? (
        <Loading text={words.common.loading} />
      ) : differences.length > 0 ? (
        <Differences of={differences} trashing={trashing} />
      ) : (
        <p className="text-text-2">{w.same}</p>
      )}
    </Dialog>
  );
}
