// A titled group of fields. Blank fields wait behind one line that says how many they are.
import { type ReactNode, useId, useState } from "react";
import { useWords } from "@/app/i18n";

export interface Entry {
  key: string;
  blank: boolean;
  node: ReactNode;
}

export function Section({
  title,
  entries,
  children,
}: {
  title: string;
  entries: readonly Entry[];
  children?: ReactNode;
}) {
  const w = useWords().prospects.sheet;
  const id = useId();
  const [all, setAll] = useState(false);
  // What was blank when the section opened stays in place while it is being filled.
  const blank = entries.filter((e) => e.blank);
  const shown = entries.filter((e) => all || !e.blank);
  if (entries.length === 0 && !children) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-0.5">
      <h3 id={id} className="mb-1 text-small font-medium text-text-2">
        {title}
      </h3>
      {children}
      {shown.map((entry) => (
        <div key={entry.key}>{entry.node}</div>
      ))}
      {(blank.length > 0 || all) && (
        <button
          type="button"
          aria-expanded={all}
          className="-ml-1 min-h-6 self-start rounded-control px-1 text-small text-text-3 hover:bg-hover hover:text-text"
          onClick={() => setAll(!all)}
        >
          {all ? w.hideEmpty : w.showEmpty(blank.length)}
        </button>
      )}
    </section>
  );
}
