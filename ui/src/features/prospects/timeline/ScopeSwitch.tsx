// « Léa Martin · Atelier Nord (4) »: the timeline of one, or of all the people of her company.
import type { CompanyRow } from "@/api/schema";
import { useWords } from "@/app/i18n";

interface ScopeSwitchProps {
  name: string;
  company: CompanyRow;
  isCompany: boolean;
  onChange: (isCompany: boolean) => void;
}

export function ScopeSwitch({ name, company, isCompany, onChange }: ScopeSwitchProps) {
  const w = useWords().timeline;
  const sides = [
    { key: "one", label: name, on: !isCompany },
    { key: "all", label: w.company({ name: company.name, count: company.prospects }), on: isCompany },
  ];
  return (
    <div role="group" aria-label={w.scope} className="flex min-w-0 rounded-control border border-border p-px">
      {sides.map(({ key, label, on }) => (
        <button
          key={key}
          type="button"
          aria-pressed={on}
          data-line=""
          title={label}
          className="h-6 min-w-0 truncate rounded-[5px] px-2 text-small font-medium text-text-2 hover:bg-hover aria-pressed:bg-selected aria-pressed:text-text"
          onClick={() => onChange(key === "all")}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
