// Moving cards: shown at once in both columns, told to the core, taken back if it refuses.
import { post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { CardOrder, Id, Moved, MoveRequest, ProspectRow, Stage } from "@/api/schema";
import { language, words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { type Ahead, Declined, type Rows, reasonFor, withRequired } from "@/features/prospects";
import { announce } from "@/kit";

/** Moves on their way to the core: meanwhile an answer about the board may be from before them. */
let underway = 0;
export const isMoving = (): boolean => underway > 0;

export interface Move {
  ids: readonly Id[];
  stage: Stage;
  /** Before which card of the column, counted with the moved ones still in place. Only the manual order has places. */
  index: number;
}

/** What the core is asked: above the first card from there on that stays, else below the last one that does. */
export function neighbours(
  rows: Pick<Rows, "at" | "total">,
  ids: ReadonlySet<Id>,
  index: number,
): Pick<MoveRequest, "before" | "after"> {
  for (let i = index; i < rows.total; i += 1) {
    const row = rows.at(i);
    if (!row) break;
    if (!ids.has(row.id)) return { before: row.id };
  }
  for (let i = index - 1; i >= 0; i -= 1) {
    const row = rows.at(i);
    if (!row) break;
    if (!ids.has(row.id)) return { after: row.id };
  }
  return {};
}

/** Whether a drop there would change nothing. */
export function isSamePlace(rows: Rows, ids: readonly Id[], index: number): boolean {
  const places = ids.map((id) => rows.indexOf(id));
  const [first = -1] = places;
  const together = places.every((place, i) => place === first + i);
  return first >= 0 && together && index >= first && index <= first + ids.length;
}

type Compare = (a: ProspectRow, b: ProspectRow) => number;

const blankLast = (a: number | null, b: number | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : b - a;

const compare: Record<Exclude<CardOrder, "manual">, Compare> = {
  value: (a, b) => blankLast(a.value_cents, b.value_cents),
  // The first follow-up is the first to be done.
  next_action: (a, b) =>
    a.next_action_at === null || b.next_action_at === null
      ? blankLast(a.next_action_at, b.next_action_at)
      : a.next_action_at - b.next_action_at,
  last_interaction: (a, b) => blankLast(a.last_interaction_at, b.last_interaction_at),
  name: (a, b) => a.name.localeCompare(b.name, language(), { sensitivity: "base" }),
};

/** Where a card goes by itself in a sorted column, among what is in memory; the core's answer corrects it. */
export function sortedPlace(rows: Pick<Rows, "at" | "total">, row: ProspectRow, order: CardOrder): number {
  if (order === "manual") return 0;
  for (let i = 0; i < rows.total; i += 1) {
    const other = rows.at(i);
    if (!other || compare[order](row, other) < 0) return i;
  }
  return rows.total;
}

function showAtOnce(columns: ReadonlyMap<Id, Rows>, { ids, stage, index }: Move, order: CardOrder): Ahead {
  const moving = new Set(ids);
  const found = ids.flatMap((id) => {
    for (const rows of columns.values()) {
      const row = rows.find(id);
      if (row) return [{ ...row, stage_id: stage.id }];
    }
    return [];
  });
  const aheads = [...columns].map(([id, rows]) => {
    if (id !== stage.id) return rows.rearrange(moving, 0, []);
    const [first] = found;
    const place = order === "manual" || !first ? index : sortedPlace(rows, first, order);
    return rows.rearrange(moving, place, found);
  });
  return {
    keep: () => {
      for (const ahead of aheads) ahead.keep();
    },
    back: () => {
      for (const ahead of aheads) ahead.back();
    },
  };
}

/** To the eye, with its undo, and to the ear, with its place. */
function tell({ ids, stage }: Move, { moved, operation }: Moved, name: string | undefined, target?: Rows): void {
  if (operation === null) return;
  const w = words();
  undoToast(w.prospects.done.stage({ count: moved, name, stage: stage.label }), operation, moved);
  const at = ids[0] && target ? target.indexOf(ids[0]) : -1;
  announce(
    name && target && at >= 0
      ? w.pipeline.said.dropped({ name, stage: stage.label, place: at + 1, count: target.total })
      : w.pipeline.said.droppedMany({ count: ids.length, stage: stage.label }),
  );
}

export async function moveCards(columns: ReadonlyMap<Id, Rows>, move: Move, order: CardOrder): Promise<void> {
  const { ids, stage, index } = move;
  const target = columns.get(stage.id);
  const moving = new Set(ids);
  const name =
    ids.length === 1 ? [...columns.values()].map((rows) => rows.find(ids[0] ?? "")?.name).find(Boolean) : undefined;
  const place = order === "manual" && target ? neighbours(target, moving, index) : {};
  let ahead: Ahead | null = null;
  const back = () => {
    ahead?.back();
    ahead = null;
  };
  const keep = () => ahead?.keep();
  underway += 1;
  void queryClient.cancelQueries({ queryKey: ["board"] });
  try {
    const come = ids.filter((id) => !target?.find(id));
    const reason = await reasonFor(stage.id, come.length, name);
    const done = await withRequired(
      (given) => {
        ahead ??= showAtOnce(columns, move, order);
        return post<Moved>("/pipeline/move", { ids: [...ids], stage: stage.id, ...place, ...reason, ...given });
      },
      ids,
      back,
    );
    if (done.operation === null) return back();
    keep();
    tell(move, done, name, target);
  } catch (error) {
    back();
    if (!(error instanceof Declined)) failureToast(error);
  } finally {
    underway -= 1;
    invalidate(queryClient, ["prospect", "activity", "reminder"]);
  }
}
