// Back to the date on screen, as one operation: what it would do is counted first, and it can be undone.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAsOf } from "@/api/as-of";
import { asFailure, postToday } from "@/api/client";
import type { RestoreToAnswer } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { fullDateTime, integer } from "@/format";
import { Button, Dialog, DialogClose, Loading } from "@/kit";

const figures = ["operations", "removed", "restored", "changed", "others", "oppositions_kept", "erased"] as const;

interface RestoreToProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RestoreTo({ open, onOpenChange }: RestoreToProps) {
  const words = useWords();
  const w = words.past;
  const at = useAsOf();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["restore-to", at],
    queryFn: () => postToday<RestoreToAnswer>("/history/restore", { to: at, dry_run: true }),
    enabled: at !== null,
    gcTime: 0,
  });
  if (at === null) return null;
  const run = async () => {
    setBusy(true);
    try {
      const done = await postToday<RestoreToAnswer>("/history/restore", { to: at });
      onOpenChange(false);
      await navigate({ to: ".", search: (s: object) => ({ ...s, at: undefined }) });
      undoToast(w.restored({ at: fullDateTime(at) }), done.operation, 51);
    } catch (refusal) {
      failureToast(refusal);
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={w.restoreTitle({ at: fullDateTime(at) })}
      description={w.restoreText}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" busy={busy} disabled={!data || data.operations === 0} onClick={() => void run()}>
            {w.restoreNow}
          </Button>
        </>
      }
    >
      {error ? (
        <p className="text-danger">{failureText(asFailure(error))}</p>
      ) : !data ? (
        <Loading text={words.common.loading} />
      ) : (
        <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1.5">
          {figures
            .filter((name) => data[name] > 0 || name === "operations")
            .map((name) => (
              <div key={name} className="contents">
                <dt className="text-text-2">{w.figures[name]}</dt>
                <dd className="text-right font-medium tnum">{integer(data[name])}</dd>
              </div>
            ))}
        </dl>
      )}
    </Dialog>
  );
}
