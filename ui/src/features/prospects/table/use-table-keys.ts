// The keys of the table, and what it offers in the palette. Letters act on the selection, else on the active row.
import type { ProspectQuery, ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { usePaletteOffer } from "@/app/palette/entries";
import { useShortcuts } from "@/app/shortcuts";
import { wishStep } from "@/features/reminders";
import { byIds, toTrash } from "../actions/bulk";
import { openNote } from "../sheet/note-focus";
import type { Cell } from "./cursor";
import type { BarChoice } from "./SelectionBar";
import { toSelection } from "./selection";
import type { ChosenActions } from "./use-chosen";

interface TableKeys {
  query: ProspectQuery;
  inTrash: boolean;
  count: number;
  cell: Cell | null;
  row: ProspectRow | undefined;
  picked: ChosenActions;
  step: (by: number) => void;
  edit: (cell: Cell) => void;
  /** Folds the group of the active row, where there are groups. */
  fold: (() => void) | undefined;
  open: (row: ProspectRow) => void;
  page: (row: ProspectRow) => void;
  /** Opens a choice for the selection, in its bar. */
  choose: (choice: BarChoice) => void;
  /** Opens a choice for the active row, at its cell. */
  pick: (what: "stage" | "tags" | "plan") => void;
}

export function useTableKeys(table: TableKeys): void {
  const { inTrash, count, cell, row, picked, choose, pick } = table;
  const some = !inTrash && count > 0;
  const one = !inTrash && count === 0 ? row : undefined;
  const trash = () => {
    const selection = some ? toSelection(picked.chosen, table.query) : one && byIds([one.id]);
    if (selection) void toTrash(selection).then((done) => done && picked.clear());
  };
  const note = (on: ProspectRow) => {
    openNote();
    table.open(on);
  };
  const ask = (on: ProspectRow, step: "next" | "later" | "call") => {
    wishStep(on.id, step);
    table.open(on);
  };
  useShortcuts({
    "prospects.next": () => table.step(1),
    "prospects.previous": () => table.step(-1),
    "prospects.select": cell !== null && (() => picked.toggle(cell.index)),
    "prospects.all": picked.all,
    "prospects.escape": count > 0 && picked.clear,
    "prospects.edit": cell !== null && (() => table.edit(cell)),
    "prospects.fold": cell !== null && table.fold,
    "prospects.page": row && (() => table.page(row)),
    "prospects.stage": some ? () => choose("stage") : one && (() => pick("stage")),
    "prospects.tags": some ? () => choose("tags") : one && (() => pick("tags")),
    "reminders.plan": some ? !picked.chosen.all && (() => choose("plan")) : one && (() => pick("plan")),
    "reminders.done": one && one.next_action_at !== null && (() => ask(one, "next")),
    "reminders.later": one && one.next_action_at !== null && (() => ask(one, "later")),
    "reminders.call": one && !one.do_not_contact_at && (() => ask(one, "call")),
    "prospects.note": one && (() => note(one)),
    "prospects.trash": (some || one) && trash,
  });
  useOffer(some ? count : 0, choose);
}

function useOffer(count: number, choose: (choice: BarChoice) => void): void {
  const w = useWords().prospects;
  usePaletteOffer(() => {
    if (count === 0) return null;
    const entry = (choice: Exclude<BarChoice, null>, label: string) => ({
      id: `selection.${choice}`,
      label,
      run: () => choose(choice),
    });
    return {
      label: w.selection.offer(count),
      entries: [
        entry("stage", w.actions.changeStage(count)),
        entry("tags", w.actions.changeTags(count)),
        entry("owner", w.actions.changeOwner(count)),
        entry("edit", w.actions.editFieldOf(count)),
        entry("export", w.actions.exportOf(count)),
      ],
    };
  });
}
