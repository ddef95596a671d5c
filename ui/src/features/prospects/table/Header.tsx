// The header of the table: a click sorts, the menu does the rest, the right edge is pulled to resize.
import clsx from "clsx";
import { ArrowDown, ArrowUp, ChevronDown } from "lucide-react";
import { memo, type PointerEvent } from "react";
import { useWords } from "@/app/i18n";
import { Checkbox, Menu, MenuItem, MenuSeparator } from "@/kit";
import type { Column } from "./columns";
import { ariaSort, type SortKey } from "./sort";

export const HEADER_HEIGHT = 36;

export interface HeaderActions {
  sort: (column: string, further: boolean) => void;
  setSort: (keys: SortKey[]) => void;
  resize: (key: string, width: number, done: boolean) => void;
  usual: (key: string) => void;
  shift: (key: string, by: number) => void;
  hide: (key: string) => void;
}

interface HeaderProps {
  columns: readonly Column[];
  width: number;
  sort: readonly SortKey[];
  all: boolean | "mixed";
  onAll: (on: boolean) => void;
  actions: HeaderActions;
}

function Resizer({ column, actions }: { column: Column; actions: HeaderActions }) {
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const from = event.clientX;
    const { width } = column;
    handle.setPointerCapture(event.pointerId);
    const move = (e: globalThis.PointerEvent) => actions.resize(column.key, width + e.clientX - from, false);
    const end = (e: globalThis.PointerEvent) => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      actions.resize(column.key, width + e.clientX - from, true);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  };
  return (
    <span
      aria-hidden="true"
      className="absolute top-0 -right-1 z-[1] h-full w-2 cursor-col-resize touch-none hover:bg-border-strong/40"
      onPointerDown={onPointerDown}
      onDoubleClick={() => actions.usual(column.key)}
    />
  );
}

function ColumnMenu({ column, sort, actions }: { column: Column; sort: readonly SortKey[]; actions: HeaderActions }) {
  const w = useWords().prospects.table;
  const name = column.field.sort;
  const state = ariaSort(sort, name);
  const by = (descending: boolean) => name && actions.setSort([{ column: name, descending }]);
  const widen = (by: number) => actions.resize(column.key, column.width + by, true);
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={w.columnMenu({ column: column.field.label })}
          className="absolute right-1 flex size-6 items-center justify-center rounded-chip bg-surface text-text-3 opacity-0 group-hover:opacity-100 hover:bg-sunken focus-visible:opacity-100 data-[popup-open]:opacity-100"
        >
          <ChevronDown />
        </button>
      }
    >
      {name && (
        <>
          <MenuItem onSelect={() => by(false)}>{w.sortUp}</MenuItem>
          <MenuItem onSelect={() => by(true)}>{w.sortDown}</MenuItem>
          {state !== "none" && (
            <MenuItem onSelect={() => actions.setSort(sort.filter((k) => k.column !== name))}>{w.sortNone}</MenuItem>
          )}
          <MenuSeparator />
        </>
      )}
      {column.key !== "name" && (
        <>
          <MenuItem onSelect={() => actions.shift(column.key, -1)}>{w.moveLeft}</MenuItem>
          <MenuItem onSelect={() => actions.shift(column.key, 1)}>{w.moveRight}</MenuItem>
        </>
      )}
      <MenuItem onSelect={() => widen(40)}>{w.widen}</MenuItem>
      <MenuItem onSelect={() => widen(-40)}>{w.narrow}</MenuItem>
      <MenuItem onSelect={() => actions.usual(column.key)}>{w.usualWidth}</MenuItem>
      {column.key !== "name" && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => actions.hide(column.key)}>{w.hide}</MenuItem>
        </>
      )}
    </Menu>
  );
}

function Head({
  column,
  place,
  sort,
  actions,
}: { column: Column; place: number } & Pick<HeaderProps, "sort" | "actions">) {
  const name = column.field.sort;
  const state = ariaSort(sort, name);
  const rank = sort.length > 1 ? sort.findIndex((k) => k.column === name) + 1 : 0;
  const label = (
    <>
      <span className="min-w-0 truncate">{column.field.label}</span>
      {state === "ascending" && <ArrowUp className="flex-none !size-3.5" />}
      {state === "descending" && <ArrowDown className="flex-none !size-3.5" />}
      {rank > 0 && <span className="flex-none">{rank}</span>}
    </>
  );
  return (
    <div
      role="columnheader"
      aria-colindex={place + 2}
      aria-sort={name ? state : undefined}
      style={column.style}
      className={clsx(
        "group relative flex h-full flex-none items-center bg-surface",
        column.key === "name" && "sticky left-9 z-[2] border-r border-border",
      )}
    >
      {name ? (
        <button
          type="button"
          className={clsx(
            "flex h-full min-w-0 flex-1 items-center gap-1 px-2 text-left -outline-offset-2",
            column.className.includes("text-right") && "justify-end",
          )}
          onClick={(event) => actions.sort(name, event.shiftKey)}
        >
          {label}
        </button>
      ) : (
        <span className="flex min-w-0 flex-1 items-center px-2">{label}</span>
      )}
      <ColumnMenu column={column} sort={sort} actions={actions} />
      <Resizer column={column} actions={actions} />
    </div>
  );
}

export const Header = memo(function Header({ columns, width, sort, all, onAll, actions }: HeaderProps) {
  const w = useWords().prospects.table;
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={{ width, height: HEADER_HEIGHT }}
      className="sticky top-0 z-[3] flex min-w-full select-none border-b border-border bg-surface text-small font-medium text-text-2"
    >
      <div
        role="columnheader"
        aria-colindex={1}
        className="sticky left-0 z-[2] flex w-9 flex-none items-center justify-center bg-surface"
      >
        <Checkbox name={w.selectAll} checked={all} onChange={onAll} />
      </div>
      {columns.map((column, place) => (
        <Head key={column.key} column={column} place={place} sort={sort} actions={actions} />
      ))}
    </div>
  );
});
