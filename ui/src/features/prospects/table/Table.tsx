// The table: filters, grid, selection, edits and keys put together. What each does is in its own file.
import { useNavigate } from "@tanstack/react-router";
import { type MouseEvent, useCallback, useMemo, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { ProspectQuery, ProspectRow } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { usePaletteOffer } from "@/app/palette/entries";
import { usePanel, usePanelId } from "@/app/panel";
import { useShortcuts } from "@/app/shortcuts";
import { announce, Button, ContextMenu, EmptyState, Loading, showToast } from "@/kit";
import { byIds, toTrash } from "../actions/bulk";
import { copyText } from "../actions/copy";
import { StagePicker, TagPicker } from "../actions/Pickers";
import { useTellSelected } from "../actions/selected";
import { useFields } from "../fields/fields";
import { FilterBar } from "../filters/FilterBar";
import { filterKeys, isFiltered, type ListSearch } from "../filters/filters";
import type { Rows } from "../rows/live";
import { openNote } from "../sheet/note-focus";
import { CellChoice } from "./CellChoice";
import { ColumnsMenu } from "./ColumnsMenu";
import { toTsv } from "./clipboard";
import type { Cell } from "./cursor";
import { Grid, type GridHandle } from "./Grid";
import type { HeaderActions } from "./Header";
import { keepPlace, placeOf } from "./memory";
import { cellId } from "./Row";
import { RowMenu } from "./RowMenu";
import { type BarChoice, SelectionBar } from "./SelectionBar";
import { countChosen, isChosen, toSelection } from "./selection";
import { cycle, parseSort, type SortKey, writeSort } from "./sort";
import { useChosen } from "./use-chosen";
import { useEditing } from "./use-editing";
import { useLayout } from "./use-layout";

interface TableProps {
  rows: Rows;
  query: ProspectQuery;
  search: ListSearch;
  change: (next: Partial<ListSearch>, replace?: boolean) => void;
}

/** The active cell, each list with its own. */
function useCell(list: string): [Cell | null, (cell: Cell) => void] {
  const [, redraw] = useState(0);
  const latest = useRef(list);
  latest.current = list;
  const set = useCallback((cell: Cell) => {
    keepPlace(latest.current, { cell });
    redraw((n) => n + 1);
  }, []);
  return [placeOf(list).cell, set];
}

export function Table({ rows, query, search, change }: TableProps) {
  const words = useWords();
  const w = words.prospects;
  const navigate = useNavigate();
  const panel = usePanel();
  const openId = usePanelId();
  const list = JSON.stringify(query);
  const grid = useRef<GridHandle>(null);
  const focus = useCallback(() => grid.current?.focus(), []);
  const fields = useFields();
  const layout = useLayout(fields);
  const { columns } = layout;
  const sort = useMemo(() => parseSort(search.sort), [search.sort]);
  const [cell, setCell] = useCell(list);
  const picked = useChosen(rows, query);
  const { chosen } = picked;
  const inTrash = query.trash === true;
  const edit = useEditing(rows, columns, setCell, focus, inTrash);
  const [choice, setChoice] = useState<BarChoice>(null);
  /** A choice for the active row, drawn at its cell. */
  const [picking, setPicking] = useState<"stage" | "tags" | null>(null);
  const count = countChosen(chosen, rows.total);
  useTellSelected(count);

  const activeRow = cell ? rows.at(cell.index) : undefined;
  const one = count === 1 && !chosen.all ? rows.find([...chosen.ids][0] ?? "") : undefined;
  const selection = useMemo(() => toSelection(chosen, query), [chosen, query]);
  const open = (row: ProspectRow) => (openId ? panel.show(row.id) : panel.open(row.id));
  const page = (row: ProspectRow) => void navigate({ to: "/prospects/$id", params: { id: row.id }, search: {} });

  const goTo = (next: Cell) => {
    setCell(next);
    const row = rows.at(next.index);
    if (openId && row) panel.show(row.id);
  };
  const step = (by: number) => {
    const index = Math.min(rows.total - 1, Math.max(0, (cell?.index ?? -1) + by));
    if (rows.total > 0) goTo({ index, key: cell?.key ?? "name" });
    focus();
  };
  const copy = () => {
    const found: ProspectRow[] = [];
    if (count > 0)
      for (let i = 0; i < rows.total && found.length < count; i += 1) {
        const row = rows.at(i);
        if (row && isChosen(chosen, row.id)) found.push(row);
      }
    const text = found.length
      ? toTsv(found.map((row) => columns.map((c) => c.field.show(row))))
      : activeRow && (columns.find((c) => c.key === cell?.key)?.field.show(activeRow) ?? "");
    if (text === undefined) return;
    void copyText(text).then(() => showToast({ text: w.table.copied(Math.max(1, found.length)), id: "copied" }));
  };
  const onClick = (at: Cell, row: ProspectRow, event: MouseEvent) => {
    focus();
    if (at.key === "check") {
      if (event.shiftKey) void picked.extend(at.index, at.index, true);
      else picked.toggle(at.index);
      return setCell({ index: at.index, key: cell?.key ?? "name" });
    }
    if (event.shiftKey) void picked.extend(at.index, cell?.index ?? at.index, event.ctrlKey || event.metaKey);
    else if (event.ctrlKey || event.metaKey) picked.toggle(at.index);
    else if (at.key === "name" || openId) open(row);
    setCell(at);
  };
  const headerActions = useMemo<HeaderActions>(() => {
    const setSort = (keys: SortKey[]) => {
      change({ sort: writeSort(keys) });
      const [first] = keys;
      const column = columns.find((c) => c.field.sort === first?.column);
      if (first && column) announce(w.table.sorted({ column: column.field.label, descending: first.descending }));
    };
    return { ...layout, setSort, sort: (column, further) => setSort(cycle(sort, column, further)) };
  }, [layout, columns, sort, change, w]);

  const onRow = !inTrash && activeRow !== undefined && count === 0;
  useShortcuts({
    "prospects.next": () => step(1),
    "prospects.previous": () => step(-1),
    "prospects.select": cell !== null && (() => picked.toggle(cell.index)),
    "prospects.all": picked.all,
    "prospects.escape": count > 0 && picked.clear,
    "prospects.edit": cell !== null && (() => edit.start(cell)),
    "prospects.page": activeRow && (() => page(activeRow)),
    "prospects.stage": inTrash ? false : count > 0 ? () => setChoice("stage") : onRow && (() => setPicking("stage")),
    "prospects.tags": inTrash ? false : count > 0 ? () => setChoice("tags") : onRow && (() => setPicking("tags")),
    "prospects.note":
      onRow &&
      (() => {
        openNote();
        open(activeRow);
      }),
    "prospects.trash":
      !inTrash &&
      (count > 0
        ? () => void toTrash(selection).then((done) => done && picked.clear())
        : onRow && (() => void toTrash(byIds([activeRow.id])))),
  });
  usePaletteOffer(() =>
    count === 0 || inTrash
      ? null
      : {
          label: w.selection.offer(count),
          entries: [
            { id: "selection.stage", label: w.actions.changeStage(count), run: () => setChoice("stage") },
            { id: "selection.tags", label: w.actions.changeTags(count), run: () => setChoice("tags") },
            { id: "selection.owner", label: w.actions.changeOwner(count), run: () => setChoice("owner") },
            { id: "selection.edit", label: w.actions.editFieldOf(count), run: () => setChoice("edit") },
          ],
        },
  );

  const anchor = (at: Cell | null | undefined) =>
    (at && document.getElementById(cellId(at.index, at.key))) ?? grid.current?.element() ?? null;
  const Picker = picking === "tags" ? TagPicker : StagePicker;
  const noRow = rows.settled && rows.total === 0;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <FilterBar search={search} onChange={change} choices={inTrash ? [] : ["stage", "tag", "owner"]}>
        <ColumnsMenu fields={fields} table={layout} />
      </FilterBar>
      {rows.error !== null && (
        <EmptyState title={w.table.failed} text={failureText(asFailure(rows.error))}>
          <Button onClick={() => rows.refresh()}>{words.common.retry}</Button>
        </EmptyState>
      )}
      {noRow && (
        <EmptyState
          title={inTrash && !isFiltered(search) ? w.table.emptyTrash : w.table.noMatch}
          text={inTrash && !isFiltered(search) ? w.table.trashKept : undefined}
        >
          {isFiltered(search) && (
            <Button onClick={() => change(Object.fromEntries(filterKeys.map((key) => [key, undefined])))}>
              {w.filter.clear}
            </Button>
          )}
        </EmptyState>
      )}
      {!rows.settled && rows.total === 0 && rows.error === null && <Loading text={words.common.loading} />}
      {!noRow && rows.error === null && (
        <Grid
          ref={grid}
          rows={rows}
          columns={columns}
          sort={sort}
          chosen={chosen}
          cell={cell}
          editing={edit.editing}
          editor={edit.editor}
          openId={openId}
          list={list}
          headerActions={headerActions}
          onAll={(on) => (on ? picked.all() : picked.clear())}
          onCell={goTo}
          onExtend={(index) => void picked.extend(index, cell?.index ?? index, false)}
          onEnter={(at, event) => {
            const row = rows.at(at.index);
            if (!row) return;
            setCell(at);
            if (event.ctrlKey || event.metaKey) page(row);
            else if (at.key === "name" || inTrash) open(row);
            else edit.start(at);
          }}
          onClick={onClick}
          onDoubleClick={(at) => at.key !== "check" && edit.start(at)}
          onToggle={picked.toggle}
          onCopy={copy}
          wrap={(element) => (
            <ContextMenu
              menu={<RowMenu row={activeRow} onOpen={open} onPage={page} onTags={() => setPicking("tags")} />}
            >
              {element}
            </ContextMenu>
          )}
        />
      )}
      {edit.choice && (
        <CellChoice
          field={edit.choice.field}
          row={edit.choice.row}
          anchor={anchor(edit.choice.cell)}
          onClose={edit.stop}
        />
      )}
      {picking && activeRow && (
        <Picker
          anchor={anchor(cell)}
          selection={byIds([activeRow.id])}
          count={1}
          one={activeRow}
          onClose={() => {
            setPicking(null);
            focus();
          }}
        />
      )}
      {count > 0 && (
        <SelectionBar
          selection={selection}
          count={count}
          one={one}
          total={count < rows.total ? rows.total : null}
          inTrash={inTrash}
          choice={choice}
          onChoice={setChoice}
          onAll={picked.all}
          onClear={picked.clear}
        />
      )}
    </div>
  );
}
