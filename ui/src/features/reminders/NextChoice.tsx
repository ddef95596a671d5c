// « Et ensuite ? »: asked each time that something is done. A day, one that is typed, or nothing.
import { useState } from "react";
import type { Id, ReminderKind, ReminderNew } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useSettings } from "@/app/preferences";
import { Choices } from "./Choices";
import { ownTitle } from "./form/own-title";
import { quickDays, quickKeys } from "./form/quick";
import { WhenField } from "./WhenField";

/** The choice that has the focus at first. */
export const USUAL_NEXT = "reminders.next";

interface NextChoiceProps {
  /** What the one that follows is, unless it is typed otherwise. */
  kind: ReminderKind;
  title: string | null;
  person?: Id | undefined;
  /** The stage that demands one, where this was the last: « rien » is no answer then. */
  demandedBy?: string | null | undefined;
  onTake: (next: ReminderNew | null) => void;
  onCancel: () => void;
}

export function NextChoice({ kind, title, person, demandedBy, onTake, onCancel }: NextChoiceProps) {
  const words = useWords().reminders;
  const w = words.next;
  const usual = useSettings().ui[USUAL_NEXT];
  const [typing, setTyping] = useState(false);
  if (typing)
    return (
      <WhenField
        onCancel={() => setTyping(false)}
        onTake={(said) =>
          onTake({
            kind: said.kind === "other" ? kind : said.kind,
            title: ownTitle(said.words, said, person) ?? title,
            at: said.at,
            repeat: said.repeat,
            unless_reply: said.unless_reply,
          })
        }
      />
    );
  const options = [
    ...quickKeys.map((value) => ({ value, label: w.choices[value] })),
    { value: "choose" as const, label: w.choose },
    ...(demandedBy ? [] : [{ value: "nothing" as const, label: w.nothing }]),
  ];
  const question = (
    <Choices
      ask={w.ask}
      options={options}
      usual={options.find((o) => o.value === usual)?.value}
      onCancel={onCancel}
      onTake={(value) => {
        if (value === "choose") setTyping(true);
        else onTake(value === "nothing" ? null : { kind, title, at: quickDays[value] });
      }}
    />
  );
  return (
    <>
      {question}
      {demandedBy && <p className="mt-1.5 text-small text-text-2">{words.quick.demanded({ stage: demandedBy })}</p>}
    </>
  );
}
