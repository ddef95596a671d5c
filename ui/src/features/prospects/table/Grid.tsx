// The grid of rows: only those on screen are in the document, in recycled slots. It listens for all of them at once and
// keeps the focus itself; the active cell is told to screen readers. It writes nothing: the screen above does.
import { type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import type { Id, ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { AT_REST, type Density, heights, OVERSCAN, useSlots } from "@/kit";
import { GroupHead } from "../groups/GroupHead";
import type { Section, Sections } from "../groups/sections";
import type { Rows } from "../rows/live";
import { type Column, totalWidth } from "./columns";
import { type Cell, travel } from "./cursor";
import { HEADER_HEIGHT, Header, type HeaderActions } from "./Header";
import { CHECK_WIDTH } from "./layout";
import { keepPlace, placeOf } from "./memory";
import { cellId, Row } from "./Row";
import { type Chosen, isChosen } from "./selection";
import type { SortKey } from "./sort";

export interface GridHandle {
  focus: () => void;
  element: () => HTMLElement | null;
}

export interface GridProps {
  ref?: Ref<GridHandle>;
  density: Density;
  rows: Rows;
  /** Its groups, where the list has any. */
  sections?: Sections | null;
  /** How a group is called, and what stands before its name. */
  groupName?: (section: Section) => { name: string; mark: ReactNode };
  onFold?: (key: string) => void;
  columns: readonly Column[];
  sort: readonly SortKey[];
  chosen: Chosen;
  cell: Cell | null;
  editing: Cell | null;
  editor: ReactNode;
  /** The prospect of the panel. */
  openId: Id | undefined;
  /** Which list this is, to find one's place again. */
  list: string;
  headerActions: HeaderActions;
  onAll: (on: boolean) => void;
  onCell: (cell: Cell) => void;
  onExtend: (index: number) => void;
  onEnter: (cell: Cell, event: { ctrlKey: boolean; metaKey: boolean }) => void;
  onClick: (cell: Cell, row: ProspectRow, event: MouseEvent) => void;
  onDoubleClick: (cell: Cell, row: ProspectRow) => void;
  onToggle: (index: number) => void;
  onCopy: () => void;
  onPaste?: (text: string) => void;
  /** Wraps the grid in its context menu. */
  wrap: (grid: ReactElement) => ReactNode;
}

const cellOf = (target: EventTarget): Cell | null => {
  if (!(target instanceof Element)) return null;
  const at = target.closest("[role=gridcell]");
  const index = at?.closest<HTMLElement>("[role=row]")?.dataset.index;
  return at && index !== undefined ? { index: Number(index), key: (at as HTMLElement).dataset.key ?? "" } : null;
};

interface Window {
  rows: Rows;
  sections: Sections | null;
  scroller: React.RefObject<HTMLDivElement | null>;
  height: number;
  editing: Cell | null;
}

function useWindow({ rows, sections, scroller, height, editing }: Window) {
  const kept = editing ? (sections?.placeOf(editing.index) ?? editing.index) : undefined;
  const at = (place: number) => (sections ? sections.at(place) : place);
  const slots = useSlots();
  const virtual = useVirtualizer({
    count: sections?.count ?? rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    isScrollingResetDelay: AT_REST,
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = slots.range(range);
        if (kept === undefined || shown.includes(kept) || kept >= range.count) return shown;
        return [...shown, kept].sort((a, b) => a - b);
      },
      [kept, slots],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the density changed every height.
  useLayoutEffect(() => virtual.measure(), [height]);
  const items = virtual.getVirtualItems();
  const placed = slots.place(
    items.map((item) => item.index),
    (place) => {
      const what = at(place);
      return typeof what === "number" ? rows.at(what)?.id : what && `group ${what.group.key}`;
    },
    virtual.isScrolling,
  );
  const seen = items.map((item) => at(item.index)).filter((what) => typeof what === "number");
  const first = seen[0] ?? 0;
  const last = seen.at(-1) ?? FIRST_ROWS;
  // Before the paint: the core looks for the rows while the page draws their places.
  useLayoutEffect(() => rows.want(first, last), [rows, first, last]);
  const start = virtual.range?.startIndex ?? 0;
  const top = seen.find((row) => (sections?.placeOf(row) ?? row) >= start) ?? 0;
  return { items, placed, at, top };
}

/** Asked for before anything is known of the list. */
const FIRST_ROWS = 30;

/** Brings the active cell into view, clear of the header, of the frozen columns and of the bar at the bottom. */
function reveal(at: HTMLElement, cell: Cell, place: number, columns: readonly Column[], height: number): void {
  const top = place * height;
  const room = at.clientHeight - HEADER_HEIGHT - BAR;
  if (top < at.scrollTop) at.scrollTop = top;
  else if (top + height > at.scrollTop + room) at.scrollTop = top + height - room;
  const column = columns.find((c) => c.key === cell.key);
  const frozen = CHECK_WIDTH + (columns[0]?.width ?? 0);
  if (!column || column.key === "name") return;
  if (column.left < at.scrollLeft + frozen) at.scrollLeft = column.left - frozen;
  else if (column.left + column.width > at.scrollLeft + at.clientWidth)
    // Its beginning first, where the window has no room for all of it.
    at.scrollLeft = Math.min(column.left - frozen, column.left + column.width - at.clientWidth);
}

/** Room left under the last row for the floating bar of the selection. */
const BAR = 72;

export function Grid(props: GridProps) {
  const {
    ref,
    density,
    rows,
    sections = null,
    columns,
    sort,
    chosen,
    cell,
    editing,
    editor,
    openId,
    list,
    headerActions,
    onAll,
    wrap,
  } = props;
  const w = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  const height = heights[density].row;
  const { items, placed, at, top } = useWindow({ rows, sections, scroller, height, editing });
  const count = sections?.count ?? rows.total;
  const place = cell ? (sections?.placeOf(cell.index) ?? cell.index) : -1;
  const width = totalWidth(columns);
  const bounds = useMemo(() => ({ rows: rows.total, keys: columns.map((c) => c.key) }), [rows.total, columns]);

  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    element: () => scroller.current,
  }));
  // Another list starts where one left it.
  useLayoutEffect(() => {
    const at = scroller.current;
    const place = placeOf(list);
    if (!at) return;
    at.scrollTop = place.top;
    // Sideways, another order or filter leaves the columns where they are.
    if (!begun.current) at.scrollLeft = place.left;
    begun.current ||= rows.settled;
  }, [list, rows.settled]);
  useLayoutEffect(() => {
    if (cell && scroller.current) reveal(scroller.current, cell, place, columns, height);
  }, [cell, place, columns, height]);

  // Heard from the document: a browser sends it to where the caret last was, not to what has the focus.
  const { onPaste } = props;
  useEffect(() => {
    const hear = (event: ClipboardEvent) => {
      if (!onPaste || document.activeElement !== scroller.current) return;
      event.preventDefault();
      onPaste(event.clipboardData?.getData("text/plain") ?? "");
    };
    document.addEventListener("paste", hear);
    return () => document.removeEventListener("paste", hear);
  }, [onPaste]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((scroller.current.clientHeight - HEADER_HEIGHT) / height) - 1);
    const from = cell ?? { index: top, key: "name" };
    const moved = travel(from, { key: event.key, ctrl }, { ...bounds, page });
    // A folded group is stepped over.
    const shown = moved && sections ? sections.visible(moved.index, moved.index >= from.index) : moved?.index;
    const to = moved && { ...moved, index: shown ?? from.index };
    if (to) {
      if (event.shiftKey && to.index !== from.index) props.onExtend(to.index);
      props.onCell(cell ? to : from);
    } else if (event.key === "Enter") props.onEnter(from, event);
    else if (event.key === " " && !ctrl) props.onToggle(from.index);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) openMenu(from);
    else if (ctrl && event.key.toLowerCase() === "c" && !document.getSelection()?.toString()) props.onCopy();
    else return;
    event.preventDefault();
  };
  const openMenu = (at: Cell) => {
    const box = document.getElementById(cellId(at.index, at.key))?.getBoundingClientRect();
    const point = box ? { clientX: box.left + 8, clientY: box.bottom } : {};
    scroller.current?.dispatchEvent(
      new window.MouseEvent("contextmenu", { bubbles: true, cancelable: true, ...point }),
    );
  };
  const onMouse = (event: MouseEvent, act: (cell: Cell, row: ProspectRow, event: MouseEvent) => void) => {
    const at = cellOf(event.target);
    const row = at && rows.at(at.index);
    if (at && row && !(event.target as Element).closest("input")) act(at, row, event);
  };

  const grid = (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={w.prospects.table.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={
        cell && items.some((i) => typeof at(i.index) === "number" && i.index === place)
          ? cellId(cell.index, cell.key)
          : undefined
      }
      aria-busy={rows.settled ? undefined : true}
      data-ready={rows.settled}
      // A view may have another density than the page.
      style={{ "--row": `${height}px` } as CSSProperties}
      className="vscroll group/grid relative bg-surface outline-none"
      onKeyDown={onKeyDown}
      onClick={(event) => onMouse(event, props.onClick)}
      onDoubleClick={(event) => onMouse(event, props.onDoubleClick)}
      onMouseDown={(event) => event.shiftKey && !(event.target as Element).closest("input") && event.preventDefault()}
      onContextMenu={(event) => {
        const at = cellOf(event.target);
        if (at && at.key !== "check") props.onCell(at);
      }}
      onScroll={({ currentTarget: at }) => {
        at.toggleAttribute("data-sideways", at.scrollLeft > 0);
        if (rows.settled) keepPlace(list, { top: at.scrollTop, left: at.scrollLeft });
      }}
    >
      <Header
        columns={columns}
        width={width}
        sort={sort}
        all={chosen.all ? (chosen.ids.size > 0 ? "mixed" : true) : chosen.ids.size > 0 ? "mixed" : false}
        onAll={onAll}
        actions={headerActions}
      />
      <div
        role="rowgroup"
        aria-busy={rows.settled ? undefined : true}
        className="outdated relative min-w-full"
        style={{ height: count * height + BAR, width }}
      >
        {placed.map(({ index: stands, slot }) => {
          const index = at(stands);
          if (index === undefined) return null;
          if (typeof index !== "number")
            return (
              <GroupHead
                key={slot}
                section={index}
                {...(props.groupName?.(index) ?? { name: index.group.label, mark: null })}
                top={stands * height}
                width={width}
                columns={columns.length}
                onFold={props.onFold ?? (() => undefined)}
              />
            );
          const row = rows.at(index);
          const isEdited = editing?.index === index;
          return (
            <Row
              key={isEdited ? "edited" : slot}
              row={row}
              index={index}
              place={stands}
              top={stands * height}
              width={width}
              columns={columns}
              chosen={row ? isChosen(chosen, row.id) : false}
              open={row !== undefined && row.id === openId}
              activeKey={cell?.index === index ? cell.key : null}
              editingKey={isEdited ? editing.key : null}
              editor={isEdited ? editor : null}
            />
          );
        })}
      </div>
    </div>
  );
  return wrap(grid);
}
