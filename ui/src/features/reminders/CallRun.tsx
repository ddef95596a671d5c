// A call while it lasts and when it ends: the number, a stopwatch, what came of it, a note. It writes nothing itself.
import { Phone } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { CallNew, CallOutcome, Id, ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { phone as spoken } from "@/format";
import { Button, Checkbox } from "@/kit";
import { now } from "@/platform";
import { Choices } from "./Choices";
import { whatOf } from "./due";
import { callWith } from "./running";

const outcomes: CallOutcome[] = ["reached", "message", "no_answer", "wrong_number"];

const two = (x: number): string => String(x).padStart(2, "0");

/** « 02:13 ». */
export const stopwatch = (ms: number): string => `${two(Math.floor(ms / 60_000))}:${two(Math.floor(ms / 1000) % 60)}`;

/** A call that reached nobody has no length worth keeping. */
export const minutesOf = (outcome: CallOutcome, ms: number): number | null =>
  outcome === "reached" ? Math.max(1, Math.ceil(ms / 60_000)) : null;

export function Elapsed({ since }: { since: number }) {
  const w = useWords().reminders.call;
  const [at, setAt] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" aria-label={w.elapsed} className="ml-auto flex-none text-title-3 tnum text-text-2">
      {stopwatch(Math.max(0, at - since))}
    </span>
  );
}

interface CallRunProps {
  prospect: Id;
  phone: string | null;
  /** What this call may be the doing of. */
  of: ReminderRow | undefined;
  /** Whether it is taken for done by it at first. */
  completes: boolean;
  onEnd: (call: CallNew, completes: boolean) => void;
  onCancel: () => void;
}

export function CallRun({ prospect, phone, of, completes: usual, onEnd, onCancel }: CallRunProps) {
  const words = useWords();
  const w = words.reminders.call;
  const [call] = useState(() => callWith(prospect));
  const { since } = call;
  const [outcome, setOutcome] = useState(call.outcome);
  const [note, setNote] = useState(call.note);
  const [completes, setCompletes] = useState(usual);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    Object.assign(call, { outcome, note });
  }, [call, outcome, note]);
  useEffect(() => {
    if (outcome) area.current?.focus();
  }, [outcome]);
  const end = () => {
    if (!outcome) return;
    onEnd({ outcome, minutes: minutesOf(outcome, now() - since), note: note.trim() || null }, completes);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) end();
    else if (event.key === "Escape") onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        {phone ? (
          <a
            href={`tel:${phone}`}
            aria-label={w.dial({ phone: spoken(phone) })}
            className="inline-flex min-h-7 items-center gap-2 rounded-control text-title-3 tnum"
          >
            <Phone aria-hidden="true" />
            {spoken(phone)}
          </a>
        ) : (
          <span className="text-text-2">{w.noPhone}</span>
        )}
        <Elapsed since={since} />
      </div>
      <Choices
        ask={w.ask}
        options={outcomes.map((value) => ({ value, label: w.outcomes[value] }))}
        taken={outcome}
        onTake={setOutcome}
        onCancel={onCancel}
      />
      {outcome && (
        <textarea
          ref={area}
          rows={2}
          aria-label={w.note}
          placeholder={w.notePlaceholder}
          className="field !resize-none"
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <div className="flex flex-wrap items-center gap-2">
        {of && (
          <Checkbox checked={completes} onChange={setCompletes}>
            {w.completes({ what: whatOf(of) })}
          </Checkbox>
        )}
        <span className="ml-auto flex gap-2">
          <Button size="toolbar" kind="quiet" onClick={onCancel}>
            {words.common.cancel}
          </Button>
          <Button size="toolbar" disabled={!outcome} onClick={end}>
            {completes || !of ? w.go : w.log}
          </Button>
        </span>
      </div>
    </div>
  );
}
