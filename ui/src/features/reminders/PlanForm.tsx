// What is to be done and when, in one field: « rappeler mardi 14h pour le devis ». What was understood stands under it; the
// kind may be said by its icon, the usual days by a button. It plans nothing itself.
import { type KeyboardEvent, useId, useState } from "react";
import { asFailure } from "@/api/client";
import type { Id, ReminderKind, ReminderNew, ReminderRow } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, IconButton, TextInput } from "@/kit";
import { understand } from "./data";
import { whatOf, whenText } from "./due";
import { Marks } from "./form/Marks";
import { type Extra, More } from "./form/More";
import { ownTitle } from "./form/own-title";
import { quickDays, quickKeys } from "./form/quick";
import { KindIcon, kinds } from "./KindIcon";
import { useUnderstood } from "./use-understood";

interface PlanFormProps {
  /** The follow-up that is being changed; none where one is planned. */
  of?: ReminderRow;
  /** Whom it is about, where it is one: her name is no part of what is to be done. */
  person?: Id | undefined;
  /** Answers whether it was written. */
  onPlan: (reminder: ReminderNew) => Promise<boolean>;
  onClose: () => void;
}

/** How a follow-up begins when it is changed: as it would have been typed. */
const start = (of: ReminderRow | undefined): string => {
  if (!of) return "";
  const time = of.is_timed ? `T${new Date(of.due_at).toTimeString().slice(0, 5)}` : "";
  return [of.title, `${of.due_on}${time}`].filter(Boolean).join(" ");
};

export function PlanForm({ of, person, onPlan, onClose }: PlanFormProps) {
  const w = useWords().reminders;
  const id = useId();
  const [text, setText] = useState(() => start(of));
  const [chosen, setChosen] = useState<ReminderKind | null>(of?.kind ?? null);
  const [error, setError] = useState<string>();
  /** What was chosen; else what was understood, else what it was. */
  const [more, setMore] = useState<Partial<Extra>>({});
  const { understood, settled } = useUnderstood(text);
  const extraOf = (said: typeof understood): Extra => ({
    repeat: said?.repeat ?? of?.repeat ?? null,
    unless_reply: said?.unless_reply || (of?.unless_reply ?? false),
    priority: of?.priority ?? "normal",
    ...more,
  });
  const extra = extraOf(understood);
  const kind = chosen ?? understood?.kind ?? "other";
  const take = async (at?: string) => {
    if (!text.trim() && !at) return setError(w.when.unread);
    try {
      const said = text.trim() ? await understand(text) : undefined;
      const when = at ?? said?.at;
      if (!when) return setError(w.when.unread);
      await onPlan({
        kind: chosen ?? said?.kind ?? "other",
        title: said ? ownTitle(text, said, person) : null,
        at: when,
        ...extraOf(said),
      });
    } catch (failure) {
      setError(failureText(asFailure(failure)));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) void take();
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const due = understood?.due_at;
  return (
    <div className="flex flex-col gap-2">
      <TextInput
        autoFocus
        aria-label={w.plan.label}
        aria-describedby={id}
        aria-invalid={error ? true : undefined}
        autoComplete="off"
        placeholder={w.plan.placeholder}
        value={text}
        onChange={(next) => {
          setText(next);
          setError(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <p id={id} role="status" className="flex min-h-5 items-center gap-2 text-small text-text-2">
        {error ? (
          <span className="text-danger">{error}</span>
        ) : (
          settled &&
          due != null &&
          understood && (
            <>
              <KindIcon kind={kind} className="text-text-3" />
              <span className="min-w-0 truncate">{whatOf({ kind, title: ownTitle(text, understood, person) })}</span>
              <span className="flex-none font-medium text-text">{whenText(due, understood.is_timed)}</span>
              <span className="min-w-0 truncate">
                <Marks of={{ ...extra, due_on: understood.at }} />
              </span>
            </>
          )
        )}
      </p>
      <More value={extra} onChange={(change) => setMore({ ...more, ...change })} />
      <div className="flex flex-wrap items-center gap-1.5">
        <div role="group" aria-label={w.kind} className="mr-2 flex gap-0.5">
          {kinds.map((value) => (
            <IconButton
              key={value}
              name={w.kinds[value]}
              icon={<KindIcon kind={value} />}
              pressed={kind === value}
              onClick={() => setChosen(value)}
            />
          ))}
        </div>
        {!of &&
          quickKeys.map((day) => (
            <Button key={day} size="toolbar" onClick={() => void take(quickDays[day])}>
              {w.next.choices[day]}
            </Button>
          ))}
        <Button size="toolbar" className="ml-auto" onClick={() => void take()}>
          {of ? w.plan.save : w.plan.plan}
        </Button>
      </div>
    </div>
  );
}
