// Ctrl+C in the table: the chosen rows as a spreadsheet takes them, or the active cell alone. Rows that are not in memory are
// fetched: what was chosen is what is copied, or the toast says how much of it.
import { get } from "@/api/client";
import type { ProspectQuery, ProspectRow } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { showToast } from "@/kit";
import { copyText } from "../actions/copy";
import type { Rows } from "../rows/live";
import { toTsv } from "./clipboard";
import type { Column } from "./columns";
import type { Cell } from "./cursor";
import { type Chosen, countChosen, isChosen } from "./selection";
import { rowsOf } from "./use-chosen";

/** The most rows at once: more is an export. */
export const MOST = 5000;

/** As a spreadsheet takes it: a day with its year. */
const said = ({ field }: Column, row: ProspectRow): string =>
  field.input === "date" ? field.start(row) : field.show(row);

/** The chosen rows that are in memory, in the order of the table. */
function inMemory(rows: Rows, chosen: Chosen, count: number): ProspectRow[] {
  const found = new Map<string, ProspectRow>();
  for (let i = 0; i < rows.total && found.size < count; i += 1) {
    const row = rows.at(i);
    if (row && isChosen(chosen, row.id)) found.set(row.id, row);
  }
  return [...found.values()];
}

/** The chosen rows, wherever they are; those that had to be fetched by hand-picked ids come last. */
export async function chosenRows(
  rows: Rows,
  query: ProspectQuery,
  chosen: Chosen,
  most: number,
): Promise<ProspectRow[]> {
  const count = Math.min(countChosen(chosen, rows.records), most);
  if (chosen.all) {
    // Somebody may stand in several groups: so many rows more are looked at, and each person is taken once.
    const again = rows.total - rows.records;
    const all = await rowsOf(rows, query, 0, Math.min(rows.total, count + chosen.ids.size + again) - 1);
    const once = new Map(all.filter((row) => isChosen(chosen, row.id)).map((row) => [row.id, row]));
    return [...once.values()].slice(0, count);
  }
  const found = inMemory(rows, chosen, count);
  const here = new Set(found.map(({ id }) => id));
  const others = [...chosen.ids].filter((id) => !here.has(id)).slice(0, count - found.length);
  return [...found, ...(await Promise.all(others.map((id) => get<ProspectRow>(`/prospects/${id}`))))];
}

/** What is copied. */
export async function copied(
  rows: Rows,
  query: ProspectQuery,
  columns: readonly Column[],
  chosen: Chosen,
  cell: Cell | null,
): Promise<string[][]> {
  if (countChosen(chosen, rows.records) > 0)
    return (await chosenRows(rows, query, chosen, MOST)).map((row) => columns.map((column) => said(column, row)));
  const row = cell && rows.at(cell.index);
  const column = columns.find((c) => c.key === cell?.key);
  return row && column ? [[said(column, row)]] : [];
}

export async function copyCells(
  rows: Rows,
  query: ProspectQuery,
  columns: readonly Column[],
  chosen: Chosen,
  cell: Cell | null,
): Promise<void> {
  try {
    const cells = await copied(rows, query, columns, chosen, cell);
    if (cells.length === 0) return;
    await copyText(toTsv(cells));
    const count = countChosen(chosen, rows.records);
    const w = words().prospects.table;
    const text = count > cells.length ? w.copiedOf({ count: cells.length, of: count }) : w.copied(cells.length);
    showToast({ text, id: "copied" });
  } catch (error) {
    failureToast(error);
  }
}
