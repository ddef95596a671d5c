// A day, or a day and its hour, typed as one says it (« 24/11/2026 », « vendredi », « dans 3 jours », « hier 14h ») or taken
// from a small month: ↓ opens it. It is shown in the language of the page, not in that of the browser.
import { Field as Base } from "@base-ui/react/field";
import clsx from "clsx";
import { CalendarDays } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useRef, useState } from "react";
import { useWords } from "@/app/i18n";
import { parseDay, parseMoment, parseTime, typedDay, typedMoment, typedTime } from "@/format";
import { today } from "@/platform";
import { IconButton } from "../IconButton";
import { Popover } from "../Popover";
import { MonthPicker } from "./MonthPicker";

/** What is typed stays as it is typed while it stands for the value: the field is not written over by what it said itself. */
function useDraft(value: string, write: (value: string) => string, onChange: (value: string) => void) {
  const [draft, setDraft] = useState<{ text: string; value: string } | null>(null);
  const [isWrong, setWrong] = useState(false);
  const own = draft?.value === value ? draft : null;
  return {
    text: own?.text ?? write(value),
    isWrong: isWrong && own !== null,
    /** Something is typed; `next` is told at once, or nothing is while it is not settled. */
    type: (text: string, next: string | null) => {
      setWrong(false);
      setDraft({ text, value: next ?? value });
      if (next !== null && next !== value) onChange(next);
    },
    /** It is what it is: written as every other, or wrong. */
    settle: (next: string | null) => {
      setWrong(next === null);
      if (next === null) return;
      // Whoever takes it later keeps showing what was said until then.
      setDraft(next === value ? null : { text: write(next), value });
      if (next !== value) onChange(next);
    },
    said: own !== null,
  };
}

interface DateFieldProps extends Omit<ComponentProps<"input">, "onChange" | "value" | "type" | "size"> {
  /** YYYY-MM-DD, with `timed` YYYY-MM-DDTHH:MM, or empty. */
  value: string;
  onChange: (value: string) => void;
  /** An hour is typed behind the day; one that is not typed stays what it was. */
  timed?: boolean;
  /** Told when it is left or by Enter, not with each key: for what is shown as soon as it is told. */
  settles?: boolean;
  size?: "toolbar" | "normal";
}

export function DateField(props: DateFieldProps) {
  const { value, onChange, timed = false, settles = false, size = "normal", min, max, className, ...rest } = props;
  const w = useWords().dates;
  const [open, setOpen] = useState(false);
  const [cursor, setCursor] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLDivElement>(null);
  const read = (text: string): string | null => {
    if (text.trim() === "") return "";
    return timed ? parseMoment(text, value.slice(11, 16) || "09:00") : parseDay(text);
  };
  const draft = useDraft(value, timed ? typedMoment : typedDay, onChange);
  const settle = () => draft.said && draft.settle(read(draft.text));
  const show = (next: boolean) => {
    setCursor(value.slice(0, 10) || today());
    setOpen(next);
  };
  const pick = (day: string) => {
    const hour = value.slice(11, 16) || "09:00";
    setOpen(false);
    draft.settle(timed ? `${day}T${hour}` : day);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      show(true);
    } else if (event.key === "Enter") settle();
    rest.onKeyDown?.(event);
  };
  const limit = (edge: string | number | undefined) => (edge ? String(edge).slice(0, 10) : undefined);
  return (
    <span className={clsx("relative flex min-w-0 items-center", className)}>
      <Base.Control
        {...rest}
        ref={input}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={timed ? w.momentHint : w.dayHint}
        title={draft.isWrong ? w.unreadable : undefined}
        aria-invalid={draft.isWrong || undefined}
        aria-keyshortcuts="ArrowDown"
        className={clsx("field tnum !pr-8", size === "toolbar" && "!h-7 !pl-2")}
        value={draft.text}
        onChange={(event: { target: { value: string } }) => {
          const { value: text } = event.target;
          draft.type(text, settles ? null : (read(text) ?? ""));
        }}
        onBlur={settle}
        onKeyDown={onKeyDown}
      />
      <Popover
        title={w.choose}
        width={224}
        align="end"
        open={open}
        onOpenChange={show}
        initialFocus={() => picker.current?.querySelector<HTMLElement>("[aria-current]") ?? null}
        trigger={
          <IconButton
            size="small"
            tabIndex={-1}
            name={w.choose}
            icon={<CalendarDays />}
            disabled={rest.disabled}
            className="absolute right-1"
          />
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the keys of the month from what is around the field */}
        <div
          ref={picker}
          onKeyDown={(event) => {
            // What is pressed in here is for nothing around the field.
            event.stopPropagation();
            if (event.key !== "Escape") return;
            setOpen(false);
            input.current?.focus();
          }}
        >
          <MonthPicker day={cursor} onPick={pick} onMove={setCursor} min={limit(min)} max={limit(max)} />
        </div>
      </Popover>
    </span>
  );
}

interface TimeFieldProps extends Omit<ComponentProps<"input">, "onChange" | "value" | "type"> {
  /** HH:MM or empty. */
  value: string;
  onChange: (value: string) => void;
}

/** An hour: « 9:30 », « 14h », « 2 pm ». */
export function TimeField({ value, onChange, className, ...rest }: TimeFieldProps) {
  const w = useWords().dates;
  const read = (text: string) => (text.trim() === "" ? "" : parseTime(text));
  const draft = useDraft(value, typedTime, onChange);
  const settle = () => draft.said && draft.settle(read(draft.text));
  return (
    <Base.Control
      {...rest}
      type="text"
      autoComplete="off"
      spellCheck={false}
      placeholder={w.timeHint}
      title={draft.isWrong ? w.timeUnreadable : undefined}
      aria-invalid={draft.isWrong || undefined}
      className={clsx("field tnum", className)}
      value={draft.text}
      onChange={(event: { target: { value: string } }) =>
        draft.type(event.target.value, read(event.target.value) ?? "")
      }
      onBlur={settle}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) settle();
        rest.onKeyDown?.(event);
      }}
    />
  );
}
