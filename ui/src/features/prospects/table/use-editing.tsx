// Writing in the cells of the table: where, what happens on leaving, and back to the cell when the core refuses.
import { useCallback, useState } from "react";
import { asFailure } from "@/api/client";
import type { Id, ProspectEdit, ProspectRow } from "@/api/schema";
import { failureText } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { useReadOnly } from "@/kit";
import { saveProspect } from "../actions/save";
import type { Rows } from "../rows/live";
import { CellEditor, type Leave } from "./CellEditor";
import type { Column } from "./columns";
import { type Cell, travel } from "./cursor";

interface Editing extends Cell {
  text?: string;
  error?: string;
}

const keyOf: Partial<Record<Leave, string>> = {
  down: "ArrowDown",
  up: "ArrowUp",
  right: "ArrowRight",
  left: "ArrowLeft",
};

/** A cell whose value is chosen from a list rather than written. */
export const isChoice = (column: Column | undefined): boolean =>
  column?.field.input === "pick" || column?.field.input === "tags";

export function useEditing(
  rows: Rows,
  columns: readonly Column[],
  setCell: (cell: Cell) => void,
  focus: () => void,
  locked: boolean,
) {
  const isPast = useReadOnly() !== null;
  const [editing, setEditing] = useState<Editing | null>(null);
  const start = useCallback(
    (cell: Cell) => {
      const column = columns.find((c) => c.key === cell.key);
      if (!locked && !isPast && rows.at(cell.index) && column && column.field.input !== "none") setEditing(cell);
    },
    [rows, columns, locked, isPast],
  );
  const stop = useCallback(() => {
    setEditing(null);
    focus();
  }, [focus]);

  // Whatever the reason, what was typed is not lost: the cell opens again with it.
  const refused = (id: Id, key: string, text: string, error: unknown) => {
    const index = rows.indexOf(id);
    if (index >= 0) setCell({ index, key });
    setEditing((now) => {
      if (now || index < 0) {
        failureToast(error);
        return now;
      }
      return { index, key, text, error: failureText(asFailure(error)) };
    });
  };
  const save = (row: ProspectRow, at: Cell, edit: ProspectEdit | null, text: string, leave: Leave) => {
    const key = keyOf[leave];
    const bounds = { rows: rows.total, keys: columns.map((c) => c.key), page: 1 };
    const next = key && travel(at, { key, ctrl: false }, bounds);
    setEditing(null);
    if (next) setCell(next);
    if (leave !== "stay") focus();
    if (edit) saveProspect(row.id, edit).catch((error: unknown) => refused(row.id, at.key, text, error));
  };

  const column = editing ? columns.find((c) => c.key === editing.key) : undefined;
  const row = editing ? rows.at(editing.index) : undefined;
  const choosing = editing !== null && isChoice(column);
  const editor =
    editing && column && row && !choosing ? (
      <CellEditor
        key={`${row.id} ${editing.key} ${editing.error ?? ""}`}
        field={column.field}
        row={row}
        text={editing.text}
        error={editing.error}
        onCancel={stop}
        onSave={(edit, text, leave) => save(row, editing, edit, text, leave)}
      />
    ) : null;
  return {
    start,
    stop,
    /** The cell being written; a choice is drawn beside its cell instead. */
    editing: editor ? editing : null,
    editor,
    choice: choosing && column && row ? { field: column.field, row, cell: editing } : null,
  };
}
