// Ctrl+V in the table: the clipboard over the cells from the active one on; a single cell over all the rows that are chosen by hand.
// Nothing is written before it was looked at.
import { useState } from "react";
import { useSession } from "@/api/queries";
import type { Id, ProspectQuery } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { showToast } from "@/kit";
import { reasonFor } from "../actions/reason";
import { Declined } from "../actions/required";
import type { Rows } from "../rows/live";
import type { Column } from "./columns";
import { chosenRows } from "./copy-cells";
import type { Cell } from "./cursor";
import { fromTsv, lay, type Pasted, type Read } from "./paste";
import type { Chosen } from "./selection";
import { rowsOf } from "./use-chosen";

/** The most that the core takes at once. */
export const MOST = 1000;

/** Why those are lost whom cells take to a stage of the lost: asked once for each such stage, before anything is looked at. */
async function withReasons(cells: readonly Read[]): Promise<Read[]> {
  const going = new Map<Id, Read[]>();
  for (const cell of cells) {
    const stage = cell.fields.stage_id;
    if (stage) going.set(stage, [...(going.get(stage) ?? []), cell]);
  }
  const reasons = new Map<Id, { lost_reason?: string }>();
  for (const [stage, those] of going) reasons.set(stage, await reasonFor(stage, those.length, those[0]?.name));
  return cells.map((cell) => ({ ...cell, ...reasons.get(cell.fields.stage_id ?? "") }));
}

interface Where {
  rows: Rows;
  query: ProspectQuery;
  columns: readonly Column[];
  cell: Cell | null;
  chosen: Chosen;
}

export function usePaste(where: Where): { pasted: Pasted | null; paste: (text: string) => void; done: () => void } {
  const w = useWords();
  const { tags } = useSession();
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const run = async (text: string): Promise<void> => {
    const { rows, query, columns, cell, chosen } = where;
    const clipboard = fromTsv(text);
    const isOne = clipboard.length === 1 && clipboard[0]?.length === 1;
    const onChosen = isOne && !chosen.all && chosen.ids.size > 1;
    const from = columns.findIndex(({ key }) => key === cell?.key);
    if (!cell || from < 0 || text === "") return;
    if ((onChosen ? chosen.ids.size : clipboard.length) > MOST)
      return void showToast({ text: w.prospects.paste.most(MOST), id: "paste" });
    const end = Math.min(rows.total - 1, cell.index + clipboard.length - 1);
    const over = onChosen ? await chosenRows(rows, query, chosen, MOST) : await rowsOf(rows, query, cell.index, end);
    const fields = columns.slice(from).map(({ field }) => field);
    const laid = lay(clipboard, over, fields, { tags, w });
    setPasted({ ...laid, cells: await withReasons(laid.cells) });
  };
  const paste = (text: string): void =>
    void run(text).catch((error: unknown) => {
      if (!(error instanceof Declined)) failureToast(error);
    });
  return { pasted, paste, done: () => setPasted(null) };
}
