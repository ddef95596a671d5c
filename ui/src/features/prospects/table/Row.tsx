// One row of the table, in a slot that is recycled as the list scrolls. No handler, no shadow, no layer but the frozen
// part: the grid listens for all rows. A row that has not come yet keeps the words of the one before, dimmed.
import clsx from "clsx";
import { Check } from "lucide-react";
import { memo, type ReactNode, useRef } from "react";
import type { ProspectRow } from "@/api/schema";
import { toneClass } from "@/features/reminders";
import type { Column } from "./columns";
import { fitted } from "./fit";

export interface RowProps {
  row: ProspectRow | undefined;
  index: number;
  /** Its place on screen, heads of groups counted. */
  place: number;
  top: number;
  width: number;
  columns: readonly Column[];
  chosen: boolean;
  /** Shown in the panel. */
  open: boolean;
  activeKey: string | null;
  editingKey: string | null;
  editor: ReactNode;
}

export const cellId = (index: number, key: string): string => `cell-${index}-${key}`;

/** The grid shows no focus of its own: its active cell does. */
const active = "outline-2 -outline-offset-2 outline-focus outline-solid";
const rowClass = "group/row absolute top-0 left-0 flex h-row min-w-full border-b border-border";
// Opaque only once something can pass under it: a background is painted for each row at each frame.
const frozen = "sticky left-0 z-[1] flex flex-none";
const check = "flex w-9 flex-none items-center justify-center self-stretch";
const box = "flex size-4 items-center justify-center rounded-chip border";

export const Row = memo(function Row(props: RowProps) {
  const { row, index, place: stands, top, width, columns, chosen, open, activeKey, editingKey, editor } = props;
  const last = useRef<ProspectRow | undefined>(undefined);
  if (row) last.current = row;
  const shown = row ?? last.current;
  const cells = columns.map((column, place) => {
    const text = shown ? column.field.show(shown) : "";
    const cut = fitted(text, column.room);
    const edited = editingKey === column.key;
    const mark = shown && column.mark?.(shown);
    return (
      <div
        key={column.key}
        role="gridcell"
        aria-colindex={place + 2}
        title={cut !== text ? text : undefined}
        id={activeKey === column.key ? cellId(index, column.key) : undefined}
        data-key={column.key}
        style={column.style}
        className={clsx(
          column.className,
          shown && column.field.tone && toneClass[column.field.tone(shown)],
          edited ? "relative" : cut === null && "overflow-hidden text-ellipsis",
          activeKey === column.key && active,
          mark && !edited && "flex items-center gap-1.5",
        )}
      >
        {edited ? (
          editor
        ) : mark ? (
          <>
            {mark}
            <span className={cut === null ? "truncate" : undefined}>{cut ?? text}</span>
          </>
        ) : (
          (cut ?? text)
        )}
      </div>
    );
  });
  return (
    <div
      role="row"
      aria-rowindex={stands + 2}
      aria-selected={chosen}
      aria-busy={row ? undefined : true}
      data-index={index}
      className={clsx(
        rowClass,
        chosen || open ? "bg-selected" : "hover:bg-hover",
        editingKey && "z-[2]",
        // One style for the row, not one for each of its cells: a jump dims all the rows that are seen.
        !row && "opacity-50",
      )}
      style={{ transform: `translateY(${top}px)`, width }}
    >
      {/* One frozen box for both: what sticks is a layer of its own, and there is one a row. */}
      <div
        role="none"
        className={clsx(
          frozen,
          chosen || open ? "bg-selected" : "group-data-sideways/grid:bg-surface group-hover/row:!bg-hover",
        )}
      >
        <div role="gridcell" aria-colindex={1} data-key="check" className={check}>
          <span
            aria-hidden="true"
            className={clsx(box, chosen ? "border-accent bg-accent text-on-accent" : "border-border-strong bg-surface")}
          >
            {chosen && <Check className="!size-3 !stroke-[2.5]" />}
          </span>
        </div>
        {cells[0]}
      </div>
      {cells.slice(1)}
    </div>
  );
});
