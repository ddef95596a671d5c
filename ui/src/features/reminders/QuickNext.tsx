// A next follow-up in one key: tomorrow, in three working days, in a week, or a day that is typed. It writes nothing.
import { useState } from "react";
import type { ReminderNew } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Choices } from "./Choices";
import { whenText } from "./due";
import { ownTitle } from "./form/own-title";
import { type QuickDay, quickKeys, quickly } from "./form/quick";
import { WhenField } from "./WhenField";

interface QuickNextProps {
  /** Which day has been taken, where it stays to be seen. */
  taken?: QuickDay | "choose" | null;
  onTake: (next: ReminderNew, day: QuickDay | "choose") => void;
  onCancel: () => void;
}

export function QuickNext({ taken, onTake, onCancel }: QuickNextProps) {
  const w = useWords().reminders.quick;
  const [typing, setTyping] = useState(false);
  /** The day that was typed, in words. */
  const [typed, setTyped] = useState<string>();
  if (typing)
    return (
      <WhenField
        onCancel={() => setTyping(false)}
        onTake={(said) => {
          setTyping(false);
          if (said.due_at !== null) setTyped(whenText(said.due_at, said.is_timed));
          const { at, kind, repeat, unless_reply } = said;
          onTake({ at, kind, title: ownTitle(said.words, said), repeat, unless_reply }, "choose");
        }}
      />
    );
  return (
    <Choices
      ask={w.ask}
      options={[
        ...quickKeys.map((value) => ({ value, label: w.choices[value] })),
        { value: "choose" as const, label: (taken === "choose" && typed) || w.choose },
      ]}
      taken={taken === undefined ? undefined : taken}
      onCancel={onCancel}
      onTake={(value) => (value === "choose" ? setTyping(true) : onTake(quickly(value), value))}
    />
  );
}
