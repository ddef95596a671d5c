// Choosing the date to look at: a calendar and a time, or a usual distance. The base says itself when it cannot show it.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { asOf } from "@/api/as-of";
import { asFailure, getAt } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { fromLocalInput, fullDateTime, localInput } from "@/format";
import { Button, DateField, Dialog, DialogClose, Field, Waiting } from "@/kit";
import { now } from "@/platform";

const DAY = 86_400_000;

interface PastDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function PastDialog({ open, onOpenChange }: PastDialogProps) {
  const words = useWords();
  const w = words.past;
  const navigate = useNavigate();
  const [text, setText] = useState(() => localInput(asOf() ?? now() - DAY));
  const [error, setError] = useState<string>();
  /** The date that the core prepares. */
  const [asked, setAsked] = useState<number | null>(null);
  const stop = useRef<AbortController>(null);
  // Whoever closes it does not want to go there any more.
  useEffect(() => () => stop.current?.abort(), []);
  const show = async (at: number | null) => {
    if (at === null) {
      setError(w.unreadable);
      return;
    }
    stop.current?.abort();
    const call = new AbortController();
    stop.current = call;
    setAsked(at);
    setError(undefined);
    try {
      // Asked for once before everything is read at that date: a refusal stays here.
      await getAt(at, "/stages", call.signal);
      onOpenChange(false);
      void navigate({ to: ".", search: (s: object) => ({ ...s, at: String(at), p: undefined }) });
    } catch (refusal) {
      if (call.signal.aborted) return;
      setError(failureText(asFailure(refusal)));
    }
    setAsked(null);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={w.title}
      description={w.text}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" busy={asked !== null} onClick={() => void show(fromLocalInput(text))}>
            {w.show}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap gap-2">
          {([1, 7, 30] as const).map((days) => (
            <Button key={days} size="toolbar" onClick={() => setText(localInput(now() - days * DAY))}>
              {w.ago[days]}
            </Button>
          ))}
        </div>
        <Field label={w.instant} error={error}>
          <DateField
            timed
            value={text}
            max={localInput(now())}
            onChange={(next) => {
              setText(next);
              setError(undefined);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && asked === null) void show(fromLocalInput(text));
            }}
          />
        </Field>
        {asked !== null && <Waiting text={w.preparing({ at: fullDateTime(asked) })} />}
      </div>
    </Dialog>
  );
}
