// One of a few, all visible.
import { useId } from "react";

interface ChoicesProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string; help?: string }[];
}

export function Choices<T extends string>({ label, value, onChange, options }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small text-text-2">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-6 items-start gap-2.5 py-0.5">
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 flex-none accent-[var(--accent)]"
          />
          <span>
            {option.label}
            {option.help && <span className="block text-small text-text-3">{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
