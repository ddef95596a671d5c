// The one choice about prospects that are already here.
import { useId } from "react";
import type { OnDuplicate } from "@/api/schema";
import { useWords } from "@/app/i18n";

const choices: OnDuplicate[] = ["fill", "overwrite", "skip", "create"];

interface OnDuplicateChoiceProps {
  value: OnDuplicate;
  /** The file was imported before: what it said then is left alone or taken without asking this choice. */
  isAgain: boolean;
  onChange: (value: OnDuplicate) => void;
}

export function OnDuplicateChoice({ value, isAgain, onChange }: OnDuplicateChoiceProps) {
  const w = useWords().imports.duplicates;
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium">{isAgain ? w.choiceAgain : w.choice}</legend>
      {choices.map((choice) => (
        <label key={choice} className="flex min-h-6 items-start gap-2.5 py-0.5">
          <input
            type="radio"
            name={name}
            checked={value === choice}
            onChange={() => onChange(choice)}
            className="mt-0.5 size-4 flex-none accent-[var(--accent)]"
          />
          <span>
            {w.on[choice]}
            {value === choice && <span className="block text-small text-text-3">{w.onText[choice]}</span>}
          </span>
        </label>
      ))}
      <p className="mt-1 text-small text-text-3">{w.opposition}</p>
    </fieldset>
  );
}
