// A call corrected in its place on the timeline: direction, outcome, length, when, what was said. Enter saves, Ctrl+Enter
// from the note; Escape leaves it as it was.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { Activity, CallOutcome, Direction } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { spell } from "@/app/shortcuts";
import { localInput } from "@/format";
import { Button, DateField, Field, Select, TextArea, TextInput } from "@/kit";
import { now } from "@/platform";
import { editCall, editOf, type Typed, typedOf } from "./calls";

const directions: Direction[] = ["out", "in"];
const outcomes: CallOutcome[] = ["reached", "message", "no_answer", "wrong_number"];

type Errors = Partial<Record<"minutes" | "at" | "form", string>>;

export function CallForm({ activity, onDone }: { activity: Activity; onDone: () => void }) {
  const words = useWords();
  const w = words.timeline.call;
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(() => typedOf(activity));
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
    setErrors({});
  };
  useEffect(() => form.current?.querySelector("button")?.focus(), []);
  const save = async () => {
    const edit = editOf(activity, typed);
    if (edit === "minutes" || edit === "at") return setErrors({ [edit]: edit === "at" ? w.atWrong : w.minutesWrong });
    if (Object.keys(edit).length === 0) return onDone();
    setBusy(true);
    try {
      await editCall(activity, edit);
      onDone();
    } catch (error) {
      const failure = asFailure(error);
      const field = failure.field === "minutes" || failure.field === "at" ? failure.field : "form";
      setErrors({ [field]: failureText(failure) });
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") onDone();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      ref={form}
      aria-label={w.edit}
      className="flex flex-col gap-3 rounded-card border border-border bg-sunken p-3"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label={w.direction}>
          <Select
            label={w.direction}
            value={typed.direction}
            options={directions.map((value) => ({ value, label: w.directions[value] }))}
            onChange={(direction) => set({ direction })}
          />
        </Field>
        <Field label={w.outcome}>
          <Select
            label={w.outcome}
            value={typed.outcome}
            options={outcomes.map((value) => ({ value, label: words.reminders.call.outcomes[value] }))}
            onChange={(outcome) => set({ outcome })}
          />
        </Field>
        <Field label={w.at} error={errors.at}>
          <DateField timed value={typed.at} max={localInput(now())} onChange={(at) => set({ at })} />
        </Field>
        <Field label={w.minutes} error={errors.minutes}>
          <TextInput
            inputMode="numeric"
            autoComplete="off"
            className="tnum"
            value={typed.minutes}
            onChange={(minutes) => set({ minutes })}
          />
        </Field>
      </div>
      <Field label={w.note}>
        <TextArea rows={3} className="!resize-none" value={typed.body} onChange={(body) => set({ body })} />
      </Field>
      {errors.form && (
        <p role="alert" className="text-small text-danger">
          {errors.form}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="toolbar" kind="quiet" onClick={onDone}>
          {words.common.cancel}
        </Button>
        <Button size="toolbar" type="submit" busy={busy} keys={spell("Mod+Enter")}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}
