// « 03/04 : 3 avril ou 4 mars ? » — asked once, with a value of the file, when nothing in it settles the matter.
import type { ImportDraft } from "@/api/schema";
import { locale, useWords } from "@/app/i18n";
import { Select } from "@/kit";
import type { Correct } from "./FileStep";
import { readings } from "./flow";

const said = (date: Date): string => new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long" }).format(date);

export function DateOrderQuestion({ draft, value, correct }: { draft: ImportDraft; value: string; correct: Correct }) {
  const w = useWords().imports.dates;
  const both = readings(value);
  const [a, b] = both ? [said(both.dayFirst), said(both.monthFirst)] : [w.dayFirst, w.monthFirst];
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span>{w.question({ value, a, b })}</span>
      <Select
        size="toolbar"
        className="!w-auto min-w-56"
        label={w.label}
        value={draft.date_order}
        onChange={(date_order) => correct({ date_order })}
        options={[
          { value: "day_month", label: both ? `${a} (${w.dayFirst.toLocaleLowerCase()})` : w.dayFirst },
          { value: "month_day", label: both ? `${b} (${w.monthFirst.toLocaleLowerCase()})` : w.monthFirst },
        ]}
      />
    </div>
  );
}
