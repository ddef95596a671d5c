// One call of a run: the number, the stopwatch, what came of it (1 to 4), a note (N), what comes next (5 to 9). Enter ends it.
// Digits are told by the place of their key, so that AZERTY needs no Shift for them. It writes nothing.
import { Phone } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { CallNew, CallOutcome, ReminderNew, ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { isTyping } from "@/app/shortcuts";
import { singleKeysOn } from "@/app/shortcuts/registry";
import { phone as spoken } from "@/format";
import { Button, KeyCap } from "@/kit";
import { now } from "@/platform";
import { Elapsed, minutesOf } from "../CallRun";
import { whatOf } from "../due";
import { ownTitle } from "../form/own-title";
import { quickDays, quickKeys } from "../form/quick";
import { rhythmText } from "../form/rhythm";
import { callWith } from "../running";
import { WhenField } from "../WhenField";
import { usualNext } from "./run";

type Next = keyof typeof quickDays | "choose" | "nothing";

const outcomes: CallOutcome[] = ["reached", "message", "no_answer", "wrong_number"];
const nexts: Next[] = [...quickKeys, "choose", "nothing"];

/** « Digit5 » and « Numpad5 » are 5, whatever the layout writes there. */
export const digitOf = (code: string): number => Number(/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? Number.NaN);

interface ChoiceProps {
  keys: number;
  taken: boolean;
  onTake: () => void;
  children: ReactNode;
}

function Choice({ keys, taken, onTake, children }: ChoiceProps) {
  return (
    <Button
      size="toolbar"
      data-run-choice=""
      aria-pressed={taken}
      aria-keyshortcuts={String(keys)}
      className="aria-pressed:!border-accent aria-pressed:!bg-selected"
      onClick={onTake}
    >
      {children}
      <KeyCap keys={String(keys)} />
    </Button>
  );
}

interface TurnProps {
  row: ReminderRow;
  isLast: boolean;
  /** The stage that demands a next action, where this was the last one. */
  demandedBy: string | null;
  onEnd: (call: CallNew, next: ReminderNew | null) => void;
  onSkip: () => void;
  onLeave: () => void;
}

export function Turn({ row, isLast, demandedBy, onEnd, onSkip, onLeave }: TurnProps) {
  const words = useWords();
  const w = words.today.run;
  const c = words.reminders.call;
  const { quick } = words.reminders;
  const [call] = useState(() => callWith(row.prospect_id));
  const [outcome, setOutcome] = useState(call.outcome);
  const [note, setNote] = useState(call.note);
  const [chosen, setChosen] = useState<Next | null>(null);
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState<ReminderNew | null>(null);
  const panel = useRef<HTMLElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    Object.assign(call, { outcome, note });
  }, [call, outcome, note]);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const usual = outcome === null ? null : usualNext[outcome];
  const next = chosen ?? (usual === "nothing" && demandedBy ? "tomorrow" : usual);
  const back = () => panel.current?.focus({ preventScroll: true });
  const planned = (): ReminderNew | null => {
    if (row.repeat || next === null || next === "nothing") return null;
    if (next === "choose") return typed;
    // Who did not answer is called again for the same reason.
    return { kind: "call", title: outcome === "reached" ? null : row.title, at: quickDays[next] };
  };
  const end = () => {
    if (!outcome) return;
    onEnd({ outcome, minutes: minutesOf(outcome, now() - call.since), note: note.trim() || null }, planned());
  };
  const takeNext = (value: Next) => {
    if (row.repeat) return;
    if (value === "choose") setTyping(true);
    else if (value !== "nothing" || !demandedBy) setChosen(value);
  };
  /** True when the key was for the call. */
  const press = (event: globalThis.KeyboardEvent): boolean => {
    const digit = digitOf(event.code);
    const at = event.target as Element | null;
    const isPlain = !(at?.matches("button,a,[role=button]") ?? false) || at?.matches("[data-run-choice]") === true;
    if (digit >= 1 && digit <= 4) setOutcome(outcomes[digit - 1] as CallOutcome);
    else if (digit >= 5 && digit <= 9) takeNext(nexts[digit - 5] as Next);
    else if (event.key === "Enter" && isPlain) end();
    else if (event.key === "Escape") onLeave();
    else if (event.key === "ArrowRight") onSkip();
    else if (event.key.toLowerCase() === "n") area.current?.focus();
    else if (event.key.toLowerCase() === "a" && link.current) link.current.click();
    else return false;
    return true;
  };
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target)) return;
      const isHere = panel.current?.contains(event.target as Node) === true;
      if (!isHere && !singleKeysOn()) return;
      if (!latest.current(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
  const onNoteKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      if (outcome) end();
      else back();
    } else if (event.key === "Escape") back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={c.title({ name: row.name })}
      className="flex flex-col gap-2.5 outline-none"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {row.phone ? (
          <span className="inline-flex items-center gap-2">
            <a
              ref={link}
              href={`tel:${row.phone}`}
              aria-label={c.dial({ phone: spoken(row.phone) })}
              aria-keyshortcuts="A"
              className="inline-flex min-h-7 items-center gap-2 rounded-control text-title-2 tnum"
            >
              <Phone aria-hidden="true" />
              {spoken(row.phone)}
            </a>
            <KeyCap keys="A" />
          </span>
        ) : (
          <span className="text-text-2">{c.noPhone}</span>
        )}
        <span className="min-w-0 flex-1 truncate text-text-2">{whatOf(row)}</span>
        <Elapsed since={call.since} />
      </div>
      <div role="group" aria-label={w.outcome} className="flex flex-wrap items-center gap-1.5">
        {outcomes.map((value, i) => (
          <Choice key={value} keys={i + 1} taken={outcome === value} onTake={() => setOutcome(value)}>
            {c.outcomes[value]}
          </Choice>
        ))}
      </div>
      <textarea
        ref={area}
        rows={1}
        aria-label={w.note}
        aria-keyshortcuts="N"
        placeholder={`${w.notePlaceholder} (N)`}
        className="field !min-h-8 !resize-none field-sizing-content"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={onNoteKey}
      />
      {row.repeat ? (
        <p className="text-small text-text-2">{w.series({ rhythm: rhythmText(row.repeat, row.due_on) })}</p>
      ) : typing ? (
        <WhenField
          onCancel={() => {
            setTyping(false);
            back();
          }}
          onTake={(said) => {
            const { at, kind, repeat, unless_reply } = said;
            const title = ownTitle(said.words, said, row.prospect_id);
            setTyped({ at, kind: kind === "other" ? "call" : kind, title, repeat, unless_reply });
            setChosen("choose");
            setTyping(false);
            back();
          }}
        />
      ) : (
        <div role="group" aria-label={w.next} className="flex flex-wrap items-center gap-1.5">
          <span aria-hidden="true" className="mr-1 text-text-2">
            {w.next}
          </span>
          {nexts.map((value, i) =>
            value === "nothing" && demandedBy ? null : (
              <Choice key={value} keys={i + 5} taken={next === value} onTake={() => takeNext(value)}>
                {value === "nothing" ? w.nothing : value === "choose" ? quick.choose : quick.choices[value]}
              </Choice>
            ),
          )}
        </div>
      )}
      {demandedBy && <p className="text-small text-text-2">{quick.demanded({ stage: demandedBy })}</p>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button size="toolbar" kind="quiet" keys="→" onClick={onSkip}>
          {w.skip}
        </Button>
        <Button kind="primary" keys="↵" disabled={!outcome} onClick={end}>
          {isLast ? w.end : w.go}
        </Button>
      </div>
    </section>
  );
}
