// Which days are shown, of whom, and beside which.
import { ListFilter, X } from "lucide-react";
import { useState } from "react";
import { useWords } from "@/app/i18n";
import { useShortcuts } from "@/app/shortcuts";
import { FilterEditor } from "@/features/filters";
import { Button, Checkbox, DaySpan, IconButton } from "@/kit";
import { periodOf, periods, type StatisticsSearch } from "./data";

interface PeriodBarProps {
  search: StatisticsSearch;
  onChange: (next: StatisticsSearch) => void;
}

export function PeriodBar({ search, onChange }: PeriodBarProps) {
  const w = useWords().statistics;
  const [editing, setEditing] = useState(false);
  const period = periodOf(search);
  useShortcuts({ "app.filter": () => setEditing(true) });
  return (
    <div className="flex min-h-11 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5 print:hidden">
      <fieldset className="flex items-center gap-1">
        <legend className="sr-only">{w.period}</legend>
        {periods.map((name) => (
          <Button
            key={name}
            size="toolbar"
            kind={name === period ? "plain" : "quiet"}
            aria-pressed={name === period}
            onClick={() => onChange({ period: name === "30d" ? undefined : name })}
          >
            {w.periods[name]}
          </Button>
        ))}
      </fieldset>
      {period === "own" && <DaySpan value={search} words={w} onChange={onChange} />}
      <Checkbox checked={search.compare !== "no"} onChange={(on) => onChange({ compare: on ? undefined : "no" })}>
        {w.compare}
      </Checkbox>
      <div className="ml-auto flex min-w-0 items-center gap-1">
        <Button size="toolbar" kind="quiet" icon={<ListFilter />} onClick={() => setEditing(true)}>
          <span className="max-w-[320px] truncate">{search.f ? search.f : w.filter}</span>
        </Button>
        {search.f && <IconButton name={w.clear} icon={<X />} onClick={() => onChange({ f: undefined })} />}
      </div>
      {editing && (
        <FilterEditor
          value={search.f ?? ""}
          onApply={(f) => onChange({ f: f || undefined })}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  );
}
