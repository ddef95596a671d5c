// The windowed list of rows. Arrows move the choice, Home and End go to the ends; pages are asked for as they come into
// sight, so that a jump into the middle of a million rows shows them as soon as one below the first.
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { ImportRow, ImportSheet, RowState, SheetKind } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { integer } from "@/format";
import { AT_REST, Badge, EmptyState, OVERSCAN, type Tone, useSlots } from "@/kit";
import { besideOf, summaryOf, whoOf } from "./row-words";
import { PAGE, type RowsQuestion, useRows } from "./rows-data";

const ROW = 44;

const tones: Record<RowState, Tone> = {
  new: "ok",
  changed: "plain",
  same: "plain",
  conflict: "warn",
  skipped: "plain",
};

const keyOf = (row: ImportRow): string => `${row.sheet} ${row.line}`;

function Line({ row, kind, sheet }: { row: ImportRow; kind: SheetKind | undefined; sheet: string | undefined }) {
  const w = useWords().imports;
  const texts = [whoOf(row, kind), besideOf(row, kind), [sheet, summaryOf(row)].filter(Boolean).join(" · ")] as const;
  // What has nothing beside it has the room of both.
  return (
    <>
      <span className="text-right text-small text-text-3 tnum">{integer(row.line)}</span>
      <span>
        <Badge tone={tones[row.state]}>{w.rows.states[row.state]}</Badge>
      </span>
      <span className="truncate font-medium" title={texts[0]}>
        {texts[0]}
      </span>
      {texts[1] !== "" && (
        <span className={clsx("truncate text-text-2", texts[2] === "" && "col-span-2")} title={texts[1]}>
          {texts[1]}
        </span>
      )}
      {texts[2] !== "" && (
        <span
          className={clsx(
            "truncate text-small",
            row.warnings.length > 0 ? "text-warn" : "text-text-2",
            texts[1] === "" && "col-span-2",
          )}
          title={texts[2]}
        >
          {texts[2]}
        </span>
      )}
    </>
  );
}

interface RowsListProps {
  question: RowsQuestion;
  chosen: ImportRow | null;
  onChoose: (row: ImportRow | null) => void;
  isBusy: boolean;
  sheets: readonly ImportSheet[];
  /** Whether each row is told its sheet. */
  isTold: boolean;
}

export function RowsList({ question, chosen, onChoose, isBusy, sheets, isTold }: RowsListProps) {
  const w = useWords().imports.rows;
  const [pages, setPages] = useState<readonly number[]>([0]);
  const { rows, total, isPending, error } = useRows(question, pages);
  const slots = useSlots();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    rangeExtractor: slots.range,
    isScrollingResetDelay: AT_REST,
  });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    const wanted: number[] = [];
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) wanted.push(page);
    setPages((before) => (before.join() === wanted.join() ? before : wanted));
  }, [from, to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its top.
  useEffect(() => {
    setActive(0);
    virtual.scrollToOffset(0);
  }, [question.state, question.search]);
  // The chosen row follows what the last dry run says of it.
  const current = chosen && [...rows.values()].find((row) => keyOf(row) === keyOf(chosen));
  useEffect(() => {
    if (current && current !== chosen) onChoose(current);
  }, [current, chosen, onChoose]);
  const go = (index: number) => {
    const next = Math.min(Math.max(index, 0), total - 1);
    setActive(next);
    virtual.scrollToIndex(next);
    const row = rows.get(next);
    if (row) onChoose(row);
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 12,
      PageUp: active - 12,
      Home: 0,
      End: total - 1,
    };
    const next = steps[event.key];
    if (next === undefined || total === 0) return;
    event.preventDefault();
    go(next);
  };
  const placed = slots.place(
    items.map((item) => item.index),
    (index) => {
      const row = rows.get(index);
      return row && keyOf(row);
    },
    virtual.isScrolling,
  );
  if (error)
    return (
      <p role="alert" className="flex-1 p-6 text-danger">
        {failureText(asFailure(error))}
      </p>
    );
  if (!isPending && total === 0) return <EmptyState title={w.none} />;
  return (
    <div
      ref={scroller}
      className="vscroll group min-h-48 outline-none"
      role="listbox"
      tabIndex={0}
      aria-label={w.list}
      aria-busy={isBusy}
      aria-activedescendant={rows.has(active) ? `import-row-${active}` : undefined}
      onKeyDown={onKey}
    >
      <div className="relative min-w-[560px]" style={{ height: virtual.getTotalSize() }}>
        {placed.map(({ index, slot }) => {
          const row = rows.get(index);
          const isChosen = Boolean(row && chosen && keyOf(row) === keyOf(chosen));
          return (
            <div
              key={slot}
              id={`import-row-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={isChosen}
              aria-setsize={total}
              aria-posinset={index + 1}
              data-line={index}
              className={clsx(
                "absolute inset-x-0 grid h-11 cursor-default grid-cols-[52px_96px_minmax(120px,1fr)_minmax(120px,1.2fr)_minmax(120px,1.6fr)] items-center gap-3 border-b border-border pr-4",
                isChosen ? "bg-selected" : "hover:bg-hover",
                // The list has the focus: the line that the keys are on shows it.
                index === active &&
                  "group-focus-visible:outline-2 group-focus-visible:outline-focus group-focus-visible:-outline-offset-2 group-focus-visible:outline-solid",
              )}
              style={{ transform: `translateY(${index * ROW}px)` }}
              onClick={() => {
                setActive(index);
                if (row) onChoose(row);
              }}
              onKeyDown={undefined}
            >
              {row && (
                <Line row={row} kind={sheets[row.sheet]?.kind} sheet={isTold ? sheets[row.sheet]?.name : undefined} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
