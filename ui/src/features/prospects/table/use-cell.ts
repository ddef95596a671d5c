// The active cell of the table. Each list has its own, which is found again on coming back.
import { useCallback, useRef, useState } from "react";
import type { Cell } from "./cursor";
import { keepPlace, placeOf } from "./memory";

export function useCell(list: string): [Cell | null, (cell: Cell) => void] {
  const [, redraw] = useState(0);
  const latest = useRef(list);
  latest.current = list;
  const set = useCallback((cell: Cell) => {
    keepPlace(latest.current, { cell });
    redraw((n) => n + 1);
  }, []);
  return [placeOf(list).cell, set];
}
