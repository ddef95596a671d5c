// One row: who it is about and whether that is right, which of two values is taken, and its cells, to be corrected before
// anything is written.
import { RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import type { CellDiff, ImportColumn, ImportDraft, ImportRow, SheetKind, Take } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useValues } from "@/features/history";
import { percent } from "@/format";
import { Badge, Button, Field, IconButton, TextInput } from "@/kit";
import { reasonName } from "./reason-name";
import { reasonOf, warningOf, warningText } from "./row-words";
import type { Said } from "./rows-data";
import { fieldName, headerOf } from "./targets";

/** Below this a row that is taken for totals asks to be looked at. */
const SURE = 0.75;

type Say = (said: Said) => void;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Rows that are left out by themselves and can be taken all the same. */
const canBeTaken = (row: ImportRow): boolean => row.reason === "totals" || row.reason === "thrown_away";

const placeOf = (row: ImportRow) => ({ sheet: row.sheet, line: row.line });

function Whom({ row, kind, say }: { row: ImportRow; kind: SheetKind; say: Say }) {
  const words = useWords().imports;
  const w = words.rows;
  const place = placeOf(row);
  const { prospect, prospect_id: id } = row;
  const who = row.choice?.who ?? null;
  const isOpen = row.state === "conflict" && row.outcome === "created";
  const why = reasonOf(row);
  return (
    <section className="flex flex-col gap-2">
      <p>
        {kind === "notes" && prospect && row.state !== "skipped"
          ? w.noteOn({ name: prospect })
          : id && prospect && row.state !== "skipped"
            ? (isOpen ? w.mayBe : w.knownAs)({ name: prospect })
            : row.state === "skipped"
              ? row.confidence === null && why && w.skippedBecause({ why })
              : row.state === "new" && (kind === "companies" ? w.freshCompany : w.fresh)}
        {id && why && row.state !== "skipped" && <span className="text-text-2"> · {why}</span>}
        {row.confidence !== null && (
          <span className={row.confidence < SURE ? "text-warn" : "text-text-2"}>
            {words.totals.sure({ percent: percent(row.confidence) })}
          </span>
        )}
        {row.score !== null && (
          <span className="text-text-2 tnum"> · {w.score({ percent: Math.round(row.score * 100) })}</span>
        )}
      </p>
      {row.because.length > 0 && (
        <ul aria-label={w.because} className="flex flex-wrap gap-1">
          {row.because.map(({ kind, likelihood }) => (
            <li key={kind}>
              <Badge tone={likelihood === "different" ? "warn" : likelihood === "same" ? "ok" : "plain"}>
                {`${w.likeness[likelihood]} ${fieldName(kind === "linkedin" ? "linkedin_url" : kind)}`}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        {id && (isOpen || who?.is === "somebody") && (
          <Button size="toolbar" onClick={() => say({ ...place, who: { is: "prospect", id } })}>
            {w.isSame}
          </Button>
        )}
        {id && who?.is !== "somebody" && row.state !== "skipped" && (
          <Button size="toolbar" onClick={() => say({ ...place, who: { is: "somebody" } })}>
            {w.notSame}
          </Button>
        )}
        {who && (
          <Button size="toolbar" onClick={() => say({ ...place, who: null })}>
            {w.undecide}
          </Button>
        )}
        {(row.state !== "skipped" || row.choice?.skip || canBeTaken(row)) && (
          <Button size="toolbar" onClick={() => say({ ...place, skip: row.state !== "skipped" })}>
            {row.state === "skipped" ? w.unskip : w.skip}
          </Button>
        )}
      </div>
    </section>
  );
}

function Diff({ diff, row, say }: { diff: CellDiff; row: ImportRow; say: Say }) {
  const w = useWords().imports.rows;
  const values = useValues();
  const name = `${row.sheet} ${row.line} ${diff.field}`;
  const label = diff.field.startsWith("custom.") ? values.field("prospect", diff.field) : fieldName(diff.field);
  const sides: [Take, string, CellDiff["base"]][] = [
    ["base", w.base, diff.base],
    ["file", w.file, diff.file],
  ];
  return (
    // The line is not the fieldset's own: its title would stand on it.
    <div className="border-t border-border py-2 [h3+&]:border-t-0">
      <fieldset className="flex flex-col gap-0.5">
        <legend className="mb-1 flex items-center gap-2 text-small text-text-3">
          {label}
          {diff.is_open && <Badge tone="warn">{w.states.conflict}</Badge>}
        </legend>
        {sides.map(([take, side, value]) => (
          <label key={take} className="flex min-h-6 items-start gap-2.5">
            <input
              type="radio"
              name={name}
              checked={!diff.is_open && diff.takes === take}
              onChange={() => say({ ...placeOf(row), takes: { [diff.field]: take } })}
              className="mt-0.5 size-4 flex-none accent-[var(--accent)]"
            />
            <span className="w-14 flex-none text-small text-text-3">{side}</span>
            <span className="min-w-0 [overflow-wrap:anywhere]">{values.value(diff.field, value)}</span>
          </label>
        ))}
        {diff.then !== null && (
          <p className="text-small text-text-3">{w.before({ value: values.value(diff.field, diff.then) })}</p>
        )}
      </fieldset>
    </div>
  );
}

/** All that could not be read in the row. The row itself is kept. */
function Problems({ row }: { row: ImportRow }) {
  const w = useWords().imports.rows;
  if (row.warnings.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-medium text-warn">{w.problems(row.warnings.length)}</h3>
      <ul className="flex list-disc flex-col gap-0.5 pl-4 text-text-2">
        {row.warnings.map((warning) => (
          <li key={`${warning.field} ${warning.value}`} className="[overflow-wrap:anywhere]">
            {warningText(warning)}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CellProps {
  header: string;
  value: string;
  /** What could not be read in it. */
  wrong: string | undefined;
  isCorrected: boolean;
  onSave: (text: string | null) => void;
}

function Cell({ header, value, wrong, isCorrected, onSave }: CellProps) {
  const w = useWords().imports.rows;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const save = () => {
    if (text !== value) onSave(text);
  };
  return (
    <div className="flex items-start gap-1">
      <div className="min-w-0 flex-1">
        <Field label={header} error={text === value ? wrong : undefined}>
          <TextInput
            value={text}
            onChange={setText}
            onBlur={save}
            onKeyDown={(event) => event.key === "Enter" && save()}
          />
        </Field>
      </div>
      {isCorrected && (
        // Beside the field, under its label.
        <span className="mt-[22px] flex">
          <IconButton name={w.restore({ header })} icon={<RotateCcw />} onClick={() => onSave(null)} />
        </span>
      )}
    </div>
  );
}

export function RowDetail({ draft, row, say }: { draft: ImportDraft; row: ImportRow | null; say: Say }) {
  const words = useWords().imports;
  const w = words.rows;
  const wrongIn = (column: ImportColumn): string | undefined => {
    const warning = row ? warningOf(row, column, draft.columns) : undefined;
    return warning && sentence(reasonName(words.reasons, warning.reason));
  };
  return (
    <section
      aria-label={w.detail}
      className="flex max-h-[45%] min-h-40 w-full flex-none flex-col gap-5 overflow-auto border-t border-border p-4 min-[960px]:max-h-none min-[960px]:w-[400px] min-[960px]:border-t-0 min-[960px]:border-l"
    >
      {row === null ? (
        <p className="text-text-2">{w.pick}</p>
      ) : (
        <>
          <div className="flex items-center gap-2">
            <h2 className="font-medium tnum">{w.line({ line: row.line })}</h2>
            <Badge tone={row.state === "conflict" ? "warn" : row.state === "new" ? "ok" : "plain"}>
              {w.states[row.state]}
            </Badge>
          </div>
          <Problems row={row} />
          <Whom row={row} kind={draft.sheets[row.sheet]?.kind ?? "prospects"} say={say} />
          {row.diffs.length > 0 && (
            <section>
              <h3 className="font-medium">{w.diffs}</h3>
              {row.diffs.map((diff) => (
                <Diff key={diff.field} diff={diff} row={row} say={say} />
              ))}
            </section>
          )}
          {!draft.whole && (
            <section className="flex flex-col gap-3">
              <h3 className="font-medium">{w.cells}</h3>
              <p className="text-small text-text-3">{w.cellsHelp}</p>
              {(draft.sheet === row.sheet ? draft.columns : []).map((column) => (
                <Cell
                  key={`${row.sheet} ${row.line} ${column.index}`}
                  header={headerOf(column)}
                  value={row.cells[column.index] ?? ""}
                  wrong={wrongIn(column)}
                  isCorrected={row.choice?.cells[String(column.index)] !== undefined}
                  onSave={(text) => say({ ...placeOf(row), cells: { [String(column.index)]: text } })}
                />
              ))}
            </section>
          )}
        </>
      )}
    </section>
  );
}
