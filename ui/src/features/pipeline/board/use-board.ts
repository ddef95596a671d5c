// What the board holds: the lists of its columns, the card that has the focus, the chosen ones, and the moves between
// stages. It draws nothing.
import { useNavigate } from "@tanstack/react-router";
import { type RefObject, useCallback, useState } from "react";
import { useSession } from "@/api/queries";
import type { Board, CardOrder, Id, ProspectRow, Stage } from "@/api/schema";
import { usePanel, usePanelId } from "@/app/panel";
import type { Rows } from "@/features/prospects";
import type { Target } from "../drag/engine";
import { CARD_GAP } from "./Card";
import { useCardHeight } from "./card-height";
import { isSamePlace, moveCards } from "./move";
import { focusCard, type Place, reveal } from "./places";

export const nobody: ReadonlySet<Id> = new Set();

interface BoardOptions {
  element: RefObject<HTMLElement | null>;
  board: Board;
  order: CardOrder;
  folded: ReadonlySet<Id>;
}

/** The lists of the columns, which come and go. */
function useLists() {
  const [lists] = useState(() => new Map<Id, Rows>());
  const onRows = useCallback(
    (stage: Id, rows: Rows | null) => {
      if (rows) lists.set(stage, rows);
      else lists.delete(stage);
    },
    [lists],
  );
  return { lists, onRows };
}

export function useBoard({ element, board, order, folded }: BoardOptions) {
  const { stages } = useSession();
  const navigate = useNavigate();
  const panel = usePanel();
  const openId = usePanelId();
  const { lists, onRows } = useLists();
  const [active, setActive] = useState<Place | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(nobody);
  const stride = useCardHeight() + CARD_GAP;
  const manual = order === "manual";
  const shown = board.columns.flatMap((c) => stages.find((s) => s.id === c.stage_id) ?? []);

  const rowAt = (place: Place | null): ProspectRow | undefined =>
    place ? lists.get(place.stage)?.at(place.index) : undefined;
  const row = rowAt(active);
  const find = (id: Id): ProspectRow | undefined => [...lists.values()].map((rows) => rows.find(id)).find(Boolean);
  const open = (at: ProspectRow) => (openId ? panel.show(at.id) : panel.open(at.id));
  const page = (at: ProspectRow) => void navigate({ to: "/prospects/$id", params: { id: at.id }, search: {} });
  const goTo = (place: Place) => {
    const rows = lists.get(place.stage);
    if (!rows || rows.total === 0) return;
    const at = { stage: place.stage, index: Math.min(rows.total - 1, Math.max(0, place.index)) };
    const next = rows.at(at.index);
    reveal(element.current, at, stride);
    setActive(at);
    if (openId && next) panel.show(next.id);
    focusCard(element.current, () => at);
  };
  const move = (ids: readonly Id[], stage: Stage, index: number, follow = false) => {
    const rows = lists.get(stage.id);
    if (rows && (manual ? isSamePlace(rows, ids, index) : ids.every((id) => rows.indexOf(id) >= 0))) return;
    void moveCards(lists, { ids, stage, index }, order);
    const [first] = ids;
    if (!follow || !first) return;
    focusCard(element.current, () => {
      const at = lists.get(stage.id)?.indexOf(first) ?? -1;
      return at < 0 ? null : { stage: stage.id, index: at };
    });
  };
  const moveTo = (ids: readonly Id[], id: Id, index = 0, follow = false) => {
    const stage = stages.find((s) => s.id === id);
    if (stage) move(ids, stage, index, follow);
  };
  const drop = (ids: readonly Id[], target: Target) =>
    target.kind === "place" ? moveTo(ids, target.column, target.index) : moveTo(ids, target.stage);
  /** The next column to one side that is open. */
  const neighbour = (from: Id, by: number): Stage | undefined => {
    const at = shown.findIndex((s) => s.id === from);
    for (let i = at + by; i >= 0 && i < shown.length; i += by) {
      const stage = shown[i];
      if (stage && !folded.has(stage.id)) return stage;
    }
    return undefined;
  };
  const toggle = (at: ProspectRow) => {
    const next = new Set(chosen);
    if (!next.delete(at.id)) next.add(at.id);
    setChosen(next);
  };
  /** The chosen cards when that one is among them, else that one. */
  const withOthers = (id: Id): Id[] => (chosen.has(id) ? [...chosen] : [id]);
  return {
    ...{ lists, onRows, shown, manual, stride, openId },
    ...{ active, setActive, row, rowAt, find, chosen, setChosen, toggle, withOthers },
    ...{ open, page, goTo, moveTo, drop, neighbour },
  };
}

export type BoardState = ReturnType<typeof useBoard>;
