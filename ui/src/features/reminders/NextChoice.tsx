// « Et ensuite ? »: asked each time that something is done. A day, one that is typed, or nothing.
import { useState } from "react";
import type { ReminderKind, ReminderNew } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useSettings } from "@/app/preferences";
import { Choices } from "./Choices";
import { titleOf } from "./use-understood";
import { WhenField } from "./WhenField";

/** As the core reads them. */
const phrases = { tomorrow: "tomorrow", in3days: "in 3 days", in1week: "in 1 week" } as const;
type Phrase = keyof typeof phrases;

/** The choice that has the focus at first. */
export const USUAL_NEXT = "reminders.next";

interface NextChoiceProps {
  /** What the one that follows is, unless it is typed otherwise. */
  kind: ReminderKind;
  title: string | null;
  onTake: (next: ReminderNew | null) => void;
  onCancel: () => void;
}

export function NextChoice({ kind, title, onTake, onCancel }: NextChoiceProps) {
  const w = useWords().reminders.next;
  const usual = useSettings().ui[USUAL_NEXT];
  const [typing, setTyping] = useState(false);
  if (typing)
    return (
      <WhenField
        onCancel={() => setTyping(false)}
        onTake={(said) =>
          onTake({
            kind: said.kind === "other" ? kind : said.kind,
            title: titleOf(said.words) ?? title,
            at: said.at,
          })
        }
      />
    );
  const options = [
    ...(Object.keys(phrases) as Phrase[]).map((value) => ({ value, label: w.choices[value] })),
    { value: "choose" as const, label: w.choose },
    { value: "nothing" as const, label: w.nothing },
  ];
  return (
    <Choices
      ask={w.ask}
      options={options}
      usual={options.find((o) => o.value === usual)?.value}
      onCancel={onCancel}
      onTake={(value) => {
        if (value === "choose") setTyping(true);
        else onTake(value === "nothing" ? null : { kind, title, at: phrases[value] });
      }}
    />
  );
}
