// Fichier: which sheet, where the titles are, how the text is written; and the first rows exactly as they will be read.
import type { ImportCorrection, ImportDraft } from "@/api/schema";
import { type Messages, useWords } from "@/app/i18n";
import { Field, type Option, Select } from "@/kit";
import { kindOf } from "./flow";
import { SheetsList } from "./SheetsList";
import { headerOf } from "./targets";
import { WholeFile } from "./WholeFile";

type Words = Messages["imports"]["file"];
export type Correct = (correction: ImportCorrection) => void;

const layouts: Record<string, string> = {
  hubspot: "HubSpot",
  salesforce: "Salesforce",
  pipedrive: "Pipedrive",
  linkedin: "LinkedIn",
  google: "Google Contacts",
  outlook: "Outlook",
};

export const layoutName = (key: string): string => layouts[key] ?? key;

function headerRows(w: Words, row: number | null): Option<string>[] {
  const last = Math.max(15, (row ?? 0) + 5);
  const rows = Array.from({ length: last }, (_, i) => ({ value: String(i + 1), label: w.headerRow({ row: i + 1 }) }));
  return [{ value: "0", label: w.noHeader }, ...rows];
}

function delimiters(w: Words, current: string): Option<string>[] {
  const known = [
    { value: ";", label: w.delimiters.semicolon },
    { value: ",", label: w.delimiters.comma },
    { value: "\t", label: w.delimiters.tab },
    { value: "|", label: w.delimiters.pipe },
  ];
  return known.some((d) => d.value === current) ? known : [...known, { value: current, label: current }];
}

function encodings(w: Words, current: string): Option<string>[] {
  const known = Object.entries(w.encodings).map(([value, label]) => ({ value, label }));
  return known.some((e) => e.value === current) ? known : [...known, { value: current, label: current }];
}

/** Below this the row of the titles asks to be looked at. */
const SURE = 0.6;

const MAX_COLUMNS = 60;

const frame = "w-fit max-w-full overflow-auto rounded-control border border-border";

function Preview({ draft }: { draft: ImportDraft }) {
  const w = useWords().imports.file;
  const columns = draft.columns.slice(0, MAX_COLUMNS);
  const more = draft.columns.length - columns.length;
  if (draft.rows.length === 0) return <p className="text-text-2">{w.noRows}</p>;
  const cell = "max-w-56 truncate border-r border-b border-border px-3 py-1.5 text-left whitespace-pre last:border-r-0";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, the keyboard must too.
    <section tabIndex={0} aria-label={w.preview} className={frame}>
      <table className="border-separate border-spacing-0">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.index} scope="col" className={`${cell} bg-sunken text-small font-medium text-text-2`}>
                {headerOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draft.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: five rows of a file have no other name.
            <tr key={i} className="last:*:border-b-0">
              {columns.map((column) => (
                <td key={column.index} className={cell}>
                  {row[column.index] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="px-3 py-2 text-small text-text-3">{w.moreColumns(more)}</p>}
    </section>
  );
}

export function FileStep({ draft, correct }: { draft: ImportDraft; correct: Correct }) {
  const w = useWords().imports.file;
  if (draft.whole)
    return (
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-auto p-6">
        <WholeFile head={draft.whole} />
        <Preview draft={draft} />
      </div>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-auto p-6">
      {(draft.sheets.length > 1 || kindOf(draft) !== "prospects") && <SheetsList draft={draft} correct={correct} />}
      <div className="grid max-w-[880px] flex-none grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-4">
        <Field label={w.header} help={draft.header_confidence < SURE ? w.headerDoubtful : undefined}>
          <Select
            value={String(draft.header_row ?? 0)}
            onChange={(row) => correct({ header_row: Number(row) })}
            options={headerRows(w, draft.header_row)}
          />
        </Field>
        {(draft.header_row ?? 0) > 1 && (
          <Field label={w.headerRows}>
            <Select
              value={String(draft.header_rows)}
              onChange={(rows) => correct({ header_rows: Number(rows) })}
              options={[
                { value: "1", label: w.oneRow },
                { value: "2", label: w.twoRows },
              ]}
            />
          </Field>
        )}
        {draft.encoding !== null && (
          <Field label={w.encoding}>
            <Select
              value={draft.encoding}
              onChange={(encoding) => correct({ encoding })}
              options={encodings(w, draft.encoding)}
            />
          </Field>
        )}
        {draft.delimiter !== null && (
          <Field label={w.delimiter}>
            <Select
              value={draft.delimiter}
              onChange={(delimiter) => correct({ delimiter })}
              options={delimiters(w, draft.delimiter)}
            />
          </Field>
        )}
      </div>
      <div className="flex min-h-0 flex-none flex-col gap-2">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="font-medium">{w.preview}</h2>
          {draft.sheets.length > 1 && <span className="text-small">{draft.sheets[draft.sheet]?.name}</span>}
          <span className="text-small text-text-3">{w.summary({ columns: draft.columns.length })}</span>
          {draft.layout && <span className="text-small text-ok">{w.layout({ name: layoutName(draft.layout) })}</span>}
        </div>
        <Preview draft={draft} />
      </div>
    </div>
  );
}
