// One column of the file: its name, three values, the field it becomes (searchable, or created in place), its state.
import { Check, CircleHelp, EyeOff } from "lucide-react";
import { memo, useMemo } from "react";
import { useSession } from "@/api/queries";
import type { ImportColumn } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Combobox, Tooltip } from "@/kit";
import type { Correct } from "./FileStep";
import { choicesFor, codeOf, headerOf, targetOf } from "./targets";

export const COLUMN_GRID =
  "grid grid-cols-[minmax(90px,1.1fr)_minmax(90px,1.6fr)_minmax(150px,240px)_108px] items-center gap-4";

const looks = {
  recognised: { icon: Check, tone: "text-ok" },
  check: { icon: CircleHelp, tone: "text-warn" },
  ignored: { icon: EyeOff, tone: "text-text-3" },
};

function State({ column }: { column: ImportColumn }) {
  const w = useWords().imports.columns;
  const { icon: Icon, tone } = looks[column.state];
  const why = w.reasons[column.reason as keyof typeof w.reasons];
  const mark = (
    <span className={`inline-flex items-center gap-1.5 ${tone}`}>
      <Icon />
      {w.states[column.state]}
      {why && <span className="sr-only">{why}</span>}
    </span>
  );
  return why ? <Tooltip text={why}>{mark}</Tooltip> : mark;
}

interface ColumnLineProps {
  column: ImportColumn;
  top: number;
  correct: Correct;
}

export const ColumnLine = memo(function ColumnLine({ column, top, correct }: ColumnLineProps) {
  const w = useWords().imports.columns;
  const { fields } = useSession();
  const options = useMemo(() => choicesFor(column, fields), [column, fields]);
  const samples = column.samples.filter((s) => s.trim()).join(" · ");
  const choose = (code: string | null) =>
    code && correct({ columns: [{ index: column.index, target: targetOf(code) }] });
  return (
    <li
      className={`${COLUMN_GRID} absolute inset-x-0 h-[52px] border-b border-border`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className="truncate font-medium" title={column.header}>
        {headerOf(column)}
      </span>
      <span className="truncate text-text-2" title={samples}>
        {samples || <span className="text-text-3">{w.noSample}</span>}
      </span>
      <span>
        <Combobox
          value={codeOf(column.target)}
          onChange={choose}
          options={options}
          search={w.searchField}
          empty={w.noField}
          label={w.choose({ header: headerOf(column) })}
          onCreate={(label) => choose(`new:${label}`)}
          createLabel={(label) => w.newField({ label })}
        />
      </span>
      <span className="flex">
        <State column={column} />
      </span>
    </li>
  );
});
