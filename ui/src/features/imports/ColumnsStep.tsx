// Colonnes: what each column of the file becomes. One line a column; a file may have a thousand, so only those on screen
// are drawn.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ImportDraft, Recognition } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, capped, OVERSCAN } from "@/kit";
import { COLUMN_GRID, ColumnLine, columnHeight } from "./ColumnLine";
import { DateOrderQuestion } from "./DateOrderQuestion";
import type { Correct } from "./FileStep";
import { kindOf, readSheets } from "./flow";
import { TotalsRows } from "./TotalsRows";
import { claimedTwice } from "./targets";
import { WholeFile } from "./WholeFile";

/** Narrower than this, five things do not stand side by side. */
const ROOM = 748;

function useStacked(of: RefObject<HTMLElement | null>): boolean {
  const [stacked, setStacked] = useState(false);
  useLayoutEffect(() => {
    const at = of.current;
    if (!at) return;
    const measure = () => setStacked(at.clientWidth < ROOM);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(at);
    return () => watch.disconnect();
  }, [of]);
  return stacked;
}

type Shown = Recognition | "all";

function Filters({ draft, shown, onChange }: { draft: ImportDraft; shown: Shown; onChange: (shown: Shown) => void }) {
  const w = useWords().imports.columns;
  const count = (state: Recognition) => draft.columns.filter((c) => c.state === state).length;
  const filters: [Shown, string][] = [["all", w.filters.all]];
  for (const state of ["recognised", "check", "ignored"] as const)
    if (count(state) > 0) filters.push([state, w.filters[state](count(state))]);
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{w.filter}</legend>
      {filters.map(([value, label]) => (
        <Button
          key={value}
          kind="quiet"
          size="toolbar"
          aria-pressed={shown === value}
          className={shown === value ? "!bg-selected !text-text" : ""}
          onClick={() => onChange(value)}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}

/** The sheets that are read, one after the other: each has its own columns. */
function Sheets({ draft, correct }: { draft: ImportDraft; correct: Correct }) {
  const w = useWords().imports.sheets;
  const sheets = readSheets(draft);
  if (sheets.length < 2) return null;
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{w.title}</legend>
      {sheets.map((sheet) => (
        <Button
          key={sheet.index}
          size="toolbar"
          aria-pressed={draft.sheet === sheet.index}
          className={draft.sheet === sheet.index ? "!bg-selected !text-text" : ""}
          onClick={() => correct({ sheet: sheet.index })}
        >
          {w.sheetAs({ name: sheet.name, kind: w.kinds[sheet.kind] })}
          {!sheet.ready && <span className="ml-1 text-warn">!</span>}
        </Button>
      ))}
    </fieldset>
  );
}

/** What is known or asked about the columns together. */
function Remarks({ draft, correct }: { draft: ImportDraft; correct: Correct }) {
  const w = useWords().imports.columns;
  const twice = claimedTwice(draft.columns);
  return (
    <div className="flex flex-col gap-1">
      {draft.same_as && <p className="text-text-2">{w.sameAs({ file: draft.same_as })}</p>}
      {twice.map((field) => (
        <p key={field} className="text-warn">
          {w.twice({ field })}
        </p>
      ))}
      <TotalsRows draft={draft} />
      {draft.ambiguous_date && <DateOrderQuestion draft={draft} value={draft.ambiguous_date} correct={correct} />}
    </div>
  );
}

export function ColumnsStep({ draft, correct }: { draft: ImportDraft; correct: Correct }) {
  const w = useWords().imports.columns;
  const [shown, setShown] = useState<Shown>("all");
  // A corrected column stays in the list that it was corrected in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: states are read when the filter is chosen.
  const indexes = useMemo(
    () => new Set(draft.columns.filter((c) => shown === "all" || c.state === shown).map((c) => c.index)),
    [shown, draft.sheet, draft.columns.length],
  );
  const columns = draft.columns.filter((c) => indexes.has(c.index));
  const scroller = useRef<HTMLDivElement>(null);
  const stacked = useStacked(scroller);
  const virtual = useVirtualizer({
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnHeight(stacked),
    overscan: OVERSCAN,
    rangeExtractor: capped,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every line has another height.
  useLayoutEffect(() => virtual.measure(), [stacked]);
  if (draft.whole)
    return (
      <div className="min-h-0 flex-1 overflow-auto p-6">
        <WholeFile head={draft.whole} />
      </div>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-none flex-col gap-2 px-6 pt-4 pb-3 empty:hidden">
        <Sheets draft={draft} correct={correct} />
        <Remarks draft={draft} correct={correct} />
        <Filters draft={draft} shown={shown} onChange={setShown} />
      </div>
      <div ref={scroller} className="vscroll px-6">
        <div className={stacked ? "min-w-[300px]" : "max-w-[1240px] min-w-[700px]"}>
          <div
            aria-hidden="true"
            hidden={stacked}
            className={`${COLUMN_GRID} sticky top-0 z-10 h-8 border-b border-border bg-surface text-small font-medium text-text-3`}
          >
            {[w.inFile, w.samples, w.into, w.policy, w.state].map((head) => (
              <span key={head}>{head}</span>
            ))}
          </div>
          <ul aria-label={w.list} className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const column = columns[item.index];
              return (
                column && (
                  <ColumnLine
                    key={`${draft.sheet} ${column.index}`}
                    column={column}
                    kind={kindOf(draft)}
                    top={item.start}
                    stacked={stacked}
                    correct={correct}
                  />
                )
              );
            })}
          </ul>
        </div>
      </div>
    </div>
  );
}
