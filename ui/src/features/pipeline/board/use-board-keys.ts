// The keys of the board. Arrows go from card to card, with Alt they change the stage, Space lifts; letters act on the
// chosen cards, else on the one that has the focus.

import type { KeyboardEvent } from "react";
import { asOf } from "@/api/as-of";
import { useShortcuts } from "@/app/shortcuts";
import { type BarChoice, byIds, openNote, toTrash } from "@/features/prospects";
import { wishStep } from "@/features/reminders";
import { type Place, placeOf } from "./places";
import { type BoardState, nobody } from "./use-board";
import type { useLift } from "./use-lift";

interface BoardKeys {
  state: BoardState;
  lift: ReturnType<typeof useLift>;
  choose: (choice: BarChoice) => void;
  pick: (what: "stage" | "tags" | "plan") => void;
}

const sides: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const lengths: Record<string, number> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -6,
  PageDown: 6,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** To the same height of the next column that has cards. */
function sideways({ neighbour, lists, goTo }: BoardState, place: Place, by: number): void {
  let stage = neighbour(place.stage, by);
  while (stage && (lists.get(stage.id)?.total ?? 0) === 0) stage = neighbour(stage.id, by);
  if (stage) goTo({ stage: stage.id, index: place.index });
}

function extend(state: BoardState, place: Place, by: number): void {
  const next = { ...place, index: place.index + Math.sign(by) };
  const ids = [state.rowAt(place), state.rowAt(next)].flatMap((row) => (row ? [row.id] : []));
  state.setChosen(new Set([...state.chosen, ...ids]));
  state.goTo(next);
}

/** True when the key was for the cards. */
function onCardKey({ state, lift }: BoardKeys, event: KeyboardEvent): boolean {
  const place = placeOf(event.target);
  const row = state.rowAt(place);
  if (!place || !row) return false;
  const ctrl = event.ctrlKey || event.metaKey;
  const side = sides[event.key];
  const along = lengths[event.key];
  if (lift.onKey(event.key)) return true;
  if (asOf() !== null && (event.altKey || event.key === " ")) return false;
  if (side && event.altKey) {
    const stage = state.neighbour(place.stage, side);
    if (stage) state.moveTo(state.withOthers(row.id), stage.id, 0, true);
  } else if (ctrl && event.key === "Enter") state.page(row);
  else if (ctrl || event.altKey) return false;
  else if (side) sideways(state, place, side);
  else if (along && event.shiftKey) extend(state, place, along);
  else if (along) state.goTo({ ...place, index: place.index + along });
  else if (event.key === "Enter") state.open(row);
  else if (event.key === " ") lift.lift({ ids: state.withOthers(row.id), ...place }, row.name);
  else return false;
  return true;
}

export function useBoardKeys(keys: BoardKeys): (event: KeyboardEvent) => void {
  const { state, choose, pick } = keys;
  const { row, chosen, active } = state;
  const some = chosen.size > 0;
  const trash = () => {
    const ids = some ? [...chosen] : row ? [row.id] : [];
    void toTrash(byIds(ids)).then((done) => done && state.setChosen(nobody));
  };
  const note = () => {
    if (!row) return;
    openNote();
    state.open(row);
  };
  const one = some ? undefined : row;
  const hasNext = one !== undefined && one.next_action_at !== null;
  const ask = (step: "next" | "later" | "call") => {
    if (!one) return;
    wishStep(one.id, step);
    state.open(one);
  };
  const start = { stage: state.shown[0]?.id ?? "", index: -1 };
  useShortcuts({
    "prospects.select": row && (() => state.toggle(row)),
    "prospects.escape": some && (() => state.setChosen(nobody)),
    "prospects.page": row && (() => state.page(row)),
    "prospects.stage": some ? () => choose("stage") : row && (() => pick("stage")),
    "prospects.tags": some ? () => choose("tags") : row && (() => pick("tags")),
    "reminders.plan": some ? () => choose("plan") : row && (() => pick("plan")),
    "reminders.done": hasNext && (() => ask("next")),
    "reminders.later": hasNext && (() => ask("later")),
    "reminders.call": one && !one.do_not_contact_at && (() => ask("call")),
    "prospects.note": row && !some && note,
    "prospects.trash": (some || row) && trash,
    "prospects.next": () => state.goTo({ ...(active ?? start), index: (active ?? start).index + 1 }),
    "prospects.previous": active !== null && (() => state.goTo({ ...active, index: active.index - 1 })),
  });
  return (event) => {
    if (onCardKey(keys, event)) event.preventDefault();
  };
}
