// « Plus tard »: until when a follow-up is put off.
import { useState } from "react";
import { useWords } from "@/app/i18n";
import { localInput } from "@/format";
import { now, today } from "@/platform";
import { Choices } from "./Choices";
import { WhenField } from "./WhenField";

type Later = "hour" | "afternoon" | "tomorrow" | "monday";

const AFTERNOON = 14;

/** As the core reads it. */
const until: Record<Later, () => string> = {
  hour: () => "in 1 hour",
  afternoon: () => `${today()}T${AFTERNOON}:00`,
  tomorrow: () => "tomorrow 9:00",
  monday: () => "monday",
};

/** This afternoon is offered while it is to come. */
export const laterChoices = (hour: number): Later[] =>
  hour < AFTERNOON - 1 ? ["hour", "afternoon", "tomorrow", "monday"] : ["hour", "tomorrow", "monday"];

interface LaterChoiceProps {
  onTake: (until: string) => void;
  onCancel: () => void;
}

export function LaterChoice({ onTake, onCancel }: LaterChoiceProps) {
  const w = useWords().reminders.later;
  const [typing, setTyping] = useState(false);
  if (typing) return <WhenField onCancel={() => setTyping(false)} onTake={({ at }) => onTake(at)} />;
  const hour = Number(localInput(now()).slice(11, 13));
  return (
    <Choices
      ask={w.ask}
      options={[
        ...laterChoices(hour).map((value) => ({ value, label: w.choices[value] })),
        { value: "choose" as const, label: w.choose },
      ]}
      onCancel={onCancel}
      onTake={(value) => (value === "choose" ? setTyping(true) : onTake(until[value]()))}
    />
  );
}
