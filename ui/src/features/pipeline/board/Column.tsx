// One column of the board: its cards come by pages and only those on screen are in the document. It decides nothing; the
// board above does.
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { type CSSProperties, memo, useEffect, useId, useLayoutEffect, useRef } from "react";
import { get } from "@/api/client";
import { useSession } from "@/api/queries";
import type { BoardQuery, Cards, Column as ColumnData, Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useDensity } from "@/app/preferences";
import { type Rows, StageMark, useCardFields, useRows } from "@/features/prospects";
import { integer } from "@/format";
import { AT_REST, beforeMeasured, useOverscan, useSlots } from "@/kit";
import { PAGE } from "../query";
import { CARD_GAP, Card } from "./Card";
import { ColumnHeader } from "./ColumnHeader";
import { useCardHeight, useOwnLine } from "./card-height";
import { isMoving } from "./move";
import type { Moves } from "./moves";
import { limitOf } from "./waiting";

const OVERSCAN = 4;
const PAD = 8;
/** Asked for before anything is known of the column. */
const FIRST_CARDS = 8;

export interface ColumnProps {
  column: ColumnData;
  /** The question that the column answers. */
  query: BoardQuery;
  /** When it was answered: the same answer again takes back what was shown ahead of it. */
  answered: number;
  folded: boolean;
  manual: boolean;
  /** Where a dragged card would fall: before this card. */
  line: number | null;
  dragging: boolean;
  dragged: ReadonlySet<Id>;
  chosen: ReadonlySet<Id>;
  openId: Id | undefined;
  /** The card of this column that Tab reaches. */
  active: number;
  helpId: string;
  /** What moved since a day, while the board shows it. */
  moves: Moves | null;
  onRows: (stage: Id, rows: Rows | null) => void;
  onFold: (stage: Id, folded: boolean) => void;
}

function useCards({ column, query, answered, onRows }: ColumnProps): Rows {
  const id = column.stage_id;
  const rows = useRows(
    id,
    (offset, limit, signal) => get<Cards>(`/pipeline/${id}/cards`, { ...query, offset, limit }, signal),
    // Drawn with the column, not after it.
    { size: PAGE, first: isMoving() ? undefined : { items: column.cards, total: column.count } },
  );
  const seen = useRef({ column, answered });
  useLayoutEffect(() => {
    const { current: last } = seen;
    // Each answer counts, even one that says the same.
    if (last.column === column && last.answered === answered) return;
    seen.current = { column, answered };
    if (!isMoving()) rows.seed(column.cards, column.count);
  }, [rows, column, answered]);
  useEffect(() => {
    onRows(id, rows);
    return () => onRows(id, null);
  }, [onRows, id, rows]);
  return rows;
}

function Folded({ column, line, onFold }: Pick<ColumnProps, "column" | "line" | "onFold">) {
  const w = useWords().pipeline.column;
  const { stages } = useSession();
  const stage = stages.find((s) => s.id === column.stage_id);
  return (
    <button
      type="button"
      aria-label={w.unfold({ stage: column.label })}
      data-column={column.stage_id}
      data-count={0}
      className={clsx(
        "flex w-11 flex-none flex-col items-center gap-3 rounded-panel border bg-sunken py-3",
        line === null ? "border-transparent" : "border-accent",
      )}
      onClick={() => onFold(column.stage_id, false)}
    >
      {stage && <StageMark stage={stage} stages={stages} />}
      <span className="text-text-3 tnum">{integer(column.count)}</span>
      <span className="font-medium [writing-mode:vertical-rl]">{column.label}</span>
    </button>
  );
}

function Cards_({ rows, ...props }: ColumnProps & { rows: Rows; labelId: string; limit: number | null }) {
  const { column, manual, line, dragging, dragged, chosen, openId, active, helpId, moves, labelId, limit } = props;
  const w = useWords().pipeline;
  const own = useCardFields();
  const density = useDensity();
  const ownLine = useOwnLine();
  const scroller = useRef<HTMLDivElement>(null);
  const stride = useCardHeight() + CARD_GAP;
  const slots = useSlots();
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => stride,
    initialRect: beforeMeasured(),
    overscan: useOverscan(OVERSCAN),
    rangeExtractor: slots.range,
    isScrollingResetDelay: AT_REST,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the density changed every height.
  useLayoutEffect(() => virtual.measure(), [stride]);
  const items = virtual.getVirtualItems();
  const placed = slots.place(
    items.map((item) => item.index),
    (index) => rows.at(index)?.id,
    virtual.isScrolling,
  );
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? FIRST_CARDS;
  useEffect(() => rows.want(first, last), [rows, first, last]);
  // The active card may be out of sight: Tab then reaches the first one that is not.
  const reached = items.some((i) => i.index === active) ? active : (virtual.range?.startIndex ?? 0);
  return (
    <div
      ref={scroller}
      data-column={column.stage_id}
      data-count={rows.total}
      data-ready={rows.settled}
      className={clsx(
        "vscroll relative rounded-b-panel px-2",
        line !== null && !manual && "outline-2 -outline-offset-2 outline-accent outline-solid",
      )}
    >
      <ul aria-labelledby={labelId} className="relative" style={{ height: rows.total * stride + PAD }}>
        {placed.map(({ index, slot }) => {
          const row = rows.at(index);
          return (
            <Card
              key={slot}
              row={row}
              index={index}
              top={index * stride}
              compact={density === "compact"}
              limit={limit}
              came={row && moves?.cameFrom(row.id)}
              chosen={row !== undefined && chosen.has(row.id)}
              open={row !== undefined && row.id === openId}
              dragged={row !== undefined && dragged.has(row.id)}
              reachable={index === reached}
              helpId={helpId}
              own={own}
              ownLine={ownLine}
              words={w.card}
            />
          );
        })}
      </ul>
      {line !== null && manual && (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-2 top-0 h-0.5 rounded-pill bg-accent"
          style={{ transform: `translateY(${Math.max(0, line * stride - CARD_GAP / 2 - 1)}px)` }}
        />
      )}
      {dragging && rows.total === 0 && (
        <p className="pointer-events-none absolute inset-x-2 top-0 flex h-card items-center justify-center rounded-card border border-dashed border-border-strong text-text-3">
          {w.column.drop}
        </p>
      )}
    </div>
  );
}

export const Column = memo(function Column(props: ColumnProps) {
  const { column, folded, line, onFold } = props;
  const id = useId();
  const { stages } = useSession();
  const rows = useCards(props);
  const style = { "--card": `${useCardHeight()}px` } as CSSProperties;
  const stage = stages.find((s) => s.id === column.stage_id);
  if (folded) return <Folded column={column} line={line} onFold={onFold} />;
  if (!stage) return null;
  return (
    <section
      aria-labelledby={id}
      data-stage={column.key}
      style={style}
      className="flex w-[calc(268px*var(--text-scale))] flex-none flex-col rounded-panel bg-sunken"
    >
      <ColumnHeader
        id={id}
        stage={stage}
        count={rows.total}
        column={column}
        change={props.moves?.columns.get(column.stage_id)}
        onFold={() => onFold(column.stage_id, true)}
      />
      <Cards_ {...props} rows={rows} labelId={id} limit={limitOf(stage)} />
    </section>
  );
});
