// The table: filters, grid, selection, edits and keys put together. What each does is in its own file.
import { useNavigate } from "@tanstack/react-router";
import { type MouseEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useSession } from "@/api/queries";
import type { ProspectQuery, ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { usePanel, usePanelId } from "@/app/panel";
import { PlanPopover } from "@/features/reminders";
import { SaveView } from "@/features/views";
import { ContextMenu, later, useReadOnly } from "@/kit";
import { byIds } from "../actions/bulk";
import { StagePicker, TagPicker } from "../actions/Pickers";
import { useTellSelected } from "../actions/selected";
import { useFields } from "../fields/fields";
import { FilterBar } from "../filters/FilterBar";
import type { ListSearch } from "../filters/filters";
import { useGroupName } from "../groups/by";
import { GroupMenu } from "../groups/GroupMenu";
import type { Section } from "../groups/sections";
import { useGroups } from "../groups/use-groups";
import { StageMark } from "../pick/stages";
import type { Rows } from "../rows/live";
import { CellChoice } from "./CellChoice";
import { ColumnsMenu } from "./ColumnsMenu";
import { copyCells } from "./copy-cells";
import type { Cell } from "./cursor";
import { Grid, type GridHandle } from "./Grid";
import type { HeaderActions } from "./Header";
import { ListState } from "./ListState";
import { cellId } from "./Row";
import { RowMenu } from "./RowMenu";
import { type BarChoice, SelectionBar } from "./SelectionBar";
import { countChosen, toSelection } from "./selection";
import { cycle } from "./sort";
import { useCell } from "./use-cell";
import { useChosen } from "./use-chosen";
import { useEditing } from "./use-editing";
import { useLayout } from "./use-layout";
import { usePaste } from "./use-paste";
import { useSort } from "./use-sort";
import { useTableDensity } from "./use-table-density";
import { useTableKeys } from "./use-table-keys";

const PasteDialog = later(() => import("./PasteDialog").then((m) => m.PasteDialog));

interface TableProps {
  rows: Rows;
  query: ProspectQuery;
  search: ListSearch;
  change: (next: Partial<ListSearch>, replace?: boolean) => void;
}

/** Everything the table holds, before it is drawn. */
function useTable({ rows, query, search, change }: TableProps) {
  const navigate = useNavigate();
  const panel = usePanel();
  const openId = usePanelId();
  const list = JSON.stringify(query);
  const inTrash = query.trash === true;
  const grid = useRef<GridHandle>(null);
  const focus = useCallback(() => grid.current?.focus(), []);
  const fields = useFields();
  const layout = useLayout(fields, inTrash);
  const grouped = useGroups(query);
  const { columns } = layout;
  const [sort, setSort] = useSort(search.sort, columns, change);
  const [cell, setCell] = useCell(list);
  const picked = useChosen(rows, query);
  const edit = useEditing(rows, columns, setCell, focus, inTrash);
  const count = countChosen(picked.chosen, rows.records);
  useTellSelected(count);
  const header = useMemo<HeaderActions>(
    () => ({ ...layout, setSort, sort: (column, further) => setSort(cycle(sort, column, further)) }),
    [layout, sort, setSort],
  );
  const open = (row: ProspectRow) => (openId ? panel.show(row.id) : panel.open(row.id));
  const page = (row: ProspectRow) => void navigate({ to: "/prospects/$id", params: { id: row.id }, search: {} });
  /** Moves the active cell; an open panel follows. */
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
  const row = cell ? rows.at(cell.index) : undefined;
  return {
    ...{ list, inTrash, openId, grid, focus, fields, layout, columns, sort, header, grouped },
    ...{ cell, setCell, goTo, step, row, picked, count, edit, open, page },
  };
}

type TableState = ReturnType<typeof useTable>;

function clickOn(table: TableState, at: Cell, row: ProspectRow, event: MouseEvent): void {
  const { picked, cell, setCell } = table;
  const further = event.ctrlKey || event.metaKey;
  table.focus();
  if (at.key === "check") {
    if (event.shiftKey) void picked.extend(at.index, at.index, true);
    else picked.toggle(at.index);
    setCell({ index: at.index, key: cell?.key ?? "name" });
    return;
  }
  if (event.shiftKey) void picked.extend(at.index, cell?.index ?? at.index, further);
  else if (further) picked.toggle(at.index);
  else if (at.key === "name" || table.openId) table.open(row);
  setCell(at);
}

function enterOn(table: TableState, row: ProspectRow | undefined, at: Cell, full: boolean): void {
  if (!row) return;
  table.setCell(at);
  if (full) table.page(row);
  else if (at.key === "name" || table.inTrash) table.open(row);
  else table.edit.start(at);
}

/** What the head of a group says before its figures. */
function useGroupHead(by: string | undefined): (section: Section) => { name: string; mark: ReactNode } {
  const { stages } = useSession();
  const name = useGroupName(by);
  return ({ group }) => {
    const stage = by === "stage" ? stages.find(({ id }) => id === group.key) : undefined;
    return { name: name(group), mark: stage ? <StageMark stage={stage} stages={stages} /> : null };
  };
}

export function Table(props: TableProps) {
  const { rows, query, search, change } = props;
  const words = useWords().prospects;
  const w = words.table;
  const table = useTable(props);
  const { cell, row, picked, count, edit, grid, columns, inTrash, openId, open, page } = table;
  const [choice, setChoice] = useState<BarChoice>(null);
  /** A choice for the active row, drawn at its cell. */
  const [picking, setPicking] = useState<"stage" | "tags" | "plan" | null>(null);
  const selection = useMemo(() => toSelection(picked.chosen, query), [picked.chosen, query]);
  const { layout } = table.layout;
  const isPast = useReadOnly() !== null;
  const { pasted, paste, done } = usePaste({ rows, query, columns, cell, chosen: picked.chosen });
  const { density } = useTableDensity();
  const { sections, fold } = table.grouped;
  const head = useGroupHead(query.group ?? undefined);
  const here = cell && sections?.of(cell.index);
  const foldHere = here ? () => fold(here.group.key) : undefined;
  useTableKeys({ ...table, query, edit: edit.start, choose: setChoice, pick: setPicking, fold: foldHere });
  const anchor = (at: Cell | null) =>
    (at && document.getElementById(cellId(at.index, at.key))) ?? grid.current?.element() ?? null;
  const Picker = picking === "tags" ? TagPicker : StagePicker;
  const shown = useMemo(() => columns.map((column) => column.key), [columns]);
  // Of those out of sight only the ids are known: a name is needed for one alone.
  const people = picked.chosen.all
    ? undefined
    : [...picked.chosen.ids].map((id) => ({ id, name: rows.find(id)?.name ?? "" }));
  const [only] = count === 1 && !picked.chosen.all ? picked.chosen.ids : [];
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <FilterBar search={search} onChange={change} choices={inTrash ? [] : ["stage", "tag", "owner"]}>
        {!inTrash && !search.company && !search.import && (
          <SaveView kind="table" asked={search} looks={{ columns: layout.shown, widths: layout.widths, density }} />
        )}
        {!inTrash && (
          <GroupMenu
            fields={table.fields}
            by={search.group}
            onChange={(group) => change({ group })}
            grouped={table.grouped}
          />
        )}
        <ColumnsMenu fields={table.fields} table={table.layout} />
      </FilterBar>
      {query.similar && query.search && rows.total > 0 && (
        <p role="status" className="flex h-9 flex-none items-center border-b border-border px-4 text-text-2">
          <span className="truncate">{w.similar({ words: query.search, count: rows.records })}</span>
        </p>
      )}
      <ListState rows={rows} search={search} inTrash={inTrash} change={change} />
      {sections && rows.records < rows.total && (
        <p className="flex-none border-b border-border px-4 py-1.5 text-small text-text-2">
          {words.groups.several(rows.total - rows.records)}
        </p>
      )}
      {rows.total > 0 && rows.error === null && (
        <Grid
          ref={grid}
          density={density}
          rows={rows}
          sections={sections}
          groupName={head}
          onFold={fold}
          columns={columns}
          sort={table.sort}
          chosen={picked.chosen}
          cell={cell}
          editing={edit.editing}
          editor={edit.editor}
          openId={openId}
          list={table.list}
          headerActions={table.header}
          onAll={(on) => (on ? picked.all() : picked.clear())}
          onCell={table.goTo}
          onExtend={(index) => void picked.extend(index, cell?.index ?? index, false)}
          onEnter={(at, event) => enterOn(table, rows.at(at.index), at, event.ctrlKey || event.metaKey)}
          onClick={(at, clicked, event) => clickOn(table, at, clicked, event)}
          onDoubleClick={(at) => at.key !== "check" && edit.start(at)}
          onToggle={picked.toggle}
          onCopy={() => void copyCells(rows, query, columns, picked.chosen, cell)}
          {...(inTrash || isPast ? {} : { onPaste: paste })}
          wrap={(element) => (
            <ContextMenu
              menu={
                <RowMenu
                  row={row}
                  onOpen={open}
                  onPage={page}
                  onTags={() => setPicking("tags")}
                  onPlan={() => setPicking("plan")}
                />
              }
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
      {pasted && (
        <PasteDialog
          pasted={pasted}
          onClose={() => {
            done();
            table.focus();
          }}
        />
      )}
      {picking === "plan" && row && (
        <PlanPopover
          anchor={anchor(cell)}
          people={[row]}
          onClose={() => {
            setPicking(null);
            table.focus();
          }}
        />
      )}
      {picking && picking !== "plan" && row && (
        <Picker
          anchor={anchor(cell)}
          selection={byIds([row.id])}
          count={1}
          one={row}
          onClose={() => {
            setPicking(null);
            table.focus();
          }}
        />
      )}
      {count > 0 && (
        <SelectionBar
          selection={selection}
          count={count}
          one={only === undefined ? undefined : rows.find(only)}
          people={people}
          total={rows.settled && count < rows.records ? rows.records : null}
          inTrash={inTrash}
          shown={shown}
          choice={choice}
          onChoice={setChoice}
          onAll={picked.all}
          onClear={picked.clear}
        />
      )}
    </div>
  );
}
