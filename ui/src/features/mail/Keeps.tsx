// What is kept of a mailbox: three choices, each with what it means, before anything is read.
import { useId } from "react";
import type { MailKeeps } from "@/api/schema";
import { useWords } from "@/app/i18n";

const choices: readonly MailKeeps[] = ["conversations", "headers", "all"];

export function Keeps({ value, onChange }: { value: MailKeeps; onChange: (value: MailKeeps) => void }) {
  const w = useWords().mail.keeps;
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small text-text-2">{w.label}</legend>
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
            {w.choices[choice]}
            <span className="block text-small text-text-3">{w.means[choice]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
