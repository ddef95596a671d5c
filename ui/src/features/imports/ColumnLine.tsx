// One column of the file: its name, three values, the field it becomes (searchable, or created in place), its state.
import { Check, CircleHelp, EyeOff } from "lucide-react";
import { memo, useMemo } from "react";
import { useSession } from "@/api/queries";
import type { FieldKind, ImportColumn, Policy, SheetKind } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Combobox, Select, Tooltip } from "@/kit";
import type { Correct } from "./FileStep";
import { NameSplit } from "./NameSplit";
import { choicesFor, codeOf, headerOf, targetOf } from "./targets";
import { UnknownOptions } from "./UnknownOptions";

export const COLUMN_GRID =
  "grid grid-cols-[minmax(90px,1.1fr)_minmax(90px,1.4fr)_minmax(150px,240px)_minmax(140px,212px)_120px] items-center gap-4";

/** Where there is no room for five side by side: the file's side with its state, and under it what it becomes. */
const STACKED = "grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_120px] content-center items-center gap-x-4 gap-y-1.5";

const heights = { flat: 52, stacked: 92 };

export const columnHeight = (stacked: boolean): number => (stacked ? heights.stacked : heights.flat);

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

const AS_IMPORT = "import";

/** What the column may do to a prospect who is already here. Nothing to choose where there is one way only. */
function Policies({ column, correct }: { column: ImportColumn; correct: Correct }) {
  const w = useWords().imports.columns;
  if (column.policies.length === 0) return <span />;
  if (column.policies.length === 1) return <span className="truncate text-small text-text-3">{w.onlyTightens}</span>;
  return (
    <Select
      size="toolbar"
      label={w.policyOf({ header: headerOf(column) })}
      value={column.policy ?? AS_IMPORT}
      onChange={(value) =>
        correct({ columns: [{ index: column.index, policy: value === AS_IMPORT ? null : (value as Policy) }] })
      }
      options={[
        { value: AS_IMPORT, label: w.policies.import },
        ...column.policies.map((policy) => ({ value: policy, label: w.policies[policy] })),
      ]}
    />
  );
}

/** The kind of a field that the import makes. */
function Kind({
  column,
  label,
  kind,
  correct,
}: {
  column: ImportColumn;
  label: string;
  kind: FieldKind;
  correct: Correct;
}) {
  const words = useWords();
  const { kinds } = words.settings.fields;
  return (
    <Select
      size="toolbar"
      label={words.imports.columns.kindOf({ label })}
      value={kind}
      onChange={(next) =>
        correct({ columns: [{ index: column.index, target: { to: "new_custom", label, kind: next as FieldKind } }] })
      }
      options={Object.entries(kinds).map(([value, name]) => ({ value, label: name }))}
    />
  );
}

interface ColumnLineProps {
  column: ImportColumn;
  kind: SheetKind;
  top: number;
  /** On two lines. */
  stacked: boolean;
  correct: Correct;
}

export const ColumnLine = memo(function ColumnLine({ column, kind, top, stacked, correct }: ColumnLineProps) {
  const w = useWords().imports.columns;
  const { fields } = useSession();
  const options = useMemo(() => choicesFor(column, fields, kind), [column, fields, kind]);
  const { target } = column;
  const select = target.to === "custom" ? fields.find((field) => field.id === target.field_id) : undefined;
  const samples = column.samples.filter((s) => s.trim()).join(" · ");
  const choose = (code: string | null) =>
    code && correct({ columns: [{ index: column.index, target: targetOf(code) }] });
  return (
    <li
      className={`${stacked ? STACKED : COLUMN_GRID} absolute inset-x-0 border-b border-border`}
      style={{ transform: `translateY(${top}px)`, height: columnHeight(stacked) }}
    >
      <span className="truncate font-medium" title={column.header}>
        {headerOf(column)}
      </span>
      <span className="truncate text-text-2" title={samples}>
        {samples || <span className="text-text-3">{w.noSample}</span>}
      </span>
      <span className={stacked ? "row-start-2" : undefined}>
        <Combobox
          value={codeOf(column.target)}
          onChange={choose}
          options={options}
          search={w.searchField}
          empty={w.noField}
          label={w.choose({ header: headerOf(column) })}
          onCreate={kind === "prospects" ? (label) => choose(`new:${label}`) : undefined}
          createLabel={(label) => w.newField({ label })}
        />
      </span>
      <span className={stacked ? "col-span-2 row-start-2 flex" : "flex min-w-0"}>
        {column.target.to === "new_custom" ? (
          <Kind column={column} label={column.target.label} kind={column.target.kind ?? "text"} correct={correct} />
        ) : (
          <Policies column={column} correct={correct} />
        )}
      </span>
      <span className={stacked ? "col-start-3 row-start-1 flex" : "flex"}>
        {select && column.unknown.length > 0 ? (
          <UnknownOptions column={column} field={select} correct={correct} />
        ) : column.split ? (
          <NameSplit column={column} split={column.split} correct={correct} />
        ) : (
          <State column={column} />
        )}
      </span>
    </li>
  );
});
