// From a day to a day, each of which may be left open.
import { useId } from "react";
import { DateField } from "./DateField";

const EDGES = ["from", "to"] as const;

interface DaySpanProps {
  /** YYYY-MM-DD. */
  value: { from?: string | undefined; to?: string | undefined };
  words: { from: string; to: string };
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void;
}

export function DaySpan({ value, words, onChange }: DaySpanProps) {
  const id = useId();
  return (
    <span className="flex flex-wrap items-center gap-2 text-text-2">
      {EDGES.map((edge) => (
        <span key={edge} className="flex items-center gap-1.5">
          <label htmlFor={`${id}-${edge}`}>{words[edge]}</label>
          <DateField
            id={`${id}-${edge}`}
            settles
            size="toolbar"
            className="w-32"
            value={value[edge] ?? ""}
            onChange={(day) => onChange({ [edge]: day || undefined })}
          />
        </span>
      ))}
    </span>
  );
}
