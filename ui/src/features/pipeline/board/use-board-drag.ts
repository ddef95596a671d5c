// The drag of the board: what is dragged and over what, for the columns to draw. The engine does the moving.
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Id } from "@/api/schema";
import { integer } from "@/format";
import { useReadOnly } from "@/kit";
import { attachDrag, type Target } from "../drag/engine";
import { OUTCOMES_HEIGHT } from "./Outcomes";

export interface Dragging {
  ids: readonly Id[];
  over: Target | null;
}

interface BoardDrag {
  stride: number;
  chosen: ReadonlySet<Id>;
  onDrop: (ids: readonly Id[], target: Target) => void;
}

/** All that is selected moves together when the card that is taken is part of it. */
const taken = (card: Id, chosen: ReadonlySet<Id>): Id[] => (chosen.has(card) ? [...chosen] : [card]);

export function useBoardDrag(board: RefObject<HTMLElement | null>, options: BoardDrag): Dragging | null {
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const isPast = useReadOnly() !== null;
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    if (!board.current || isPast) return;
    let ids: Id[] = [];
    return attachDrag(board.current, {
      settings: () => ({ stride: latest.current.stride, reserve: OUTCOMES_HEIGHT }),
      onStart: (card) => {
        ids = taken(card, latest.current.chosen);
        setDragging({ ids, over: null });
        return ids.length > 1 ? integer(ids.length) : null;
      },
      onOver: (over) => setDragging({ ids, over }),
      onDrop: (target) => latest.current.onDrop(ids, target),
      onEnd: () => setDragging(null),
    });
  }, [board, isPast]);
  return dragging;
}
