// Ctrl+C in the table: the chosen rows as a spreadsheet takes them, or the active cell alone.
import { words } from "@/app/i18n";
import { showToast } from "@/kit";
import { copyText } from "../actions/copy";
import type { Rows } from "../rows/live";
import { toTsv } from "./clipboard";
import type { Column } from "./columns";
import type { Cell } from "./cursor";
import { type Chosen, countChosen, isChosen } from "./selection";

/** What is copied: chosen rows that are in memory, in the order of the table. */
export function copied(rows: Rows, columns: readonly Column[], chosen: Chosen, cell: Cell | null): string[][] {
  const count = countChosen(chosen, rows.total);
  const found: string[][] = [];
  for (let i = 0; count > 0 && i < rows.total && found.length < count; i += 1) {
    const row = rows.at(i);
    if (row && isChosen(chosen, row.id)) found.push(columns.map((column) => column.field.show(row)));
  }
  if (count > 0 || !cell) return found;
  const row = rows.at(cell.index);
  const column = columns.find((c) => c.key === cell.key);
  return row && column ? [[column.field.show(row)]] : [];
}

export function copyCells(rows: Rows, columns: readonly Column[], chosen: Chosen, cell: Cell | null): void {
  const cells = copied(rows, columns, chosen, cell);
  if (cells.length === 0) return;
  void copyText(toTsv(cells)).then(() =>
    showToast({ text: words().prospects.table.copied(cells.length), id: "copied" }),
  );
}
