// How many prospects the screen has selected: while there are some, letters act on them rather than on the open sheet.
import { useEffect, useSyncExternalStore } from "react";

let count = 0;
const listeners = new Set<() => void>();

function set(next: number): void {
  if (next === count) return;
  count = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSelectedCount = (): number => useSyncExternalStore(subscribe, () => count);

/** Told by the screen for as long as it is there. */
export function useTellSelected(selected: number): void {
  useEffect(() => set(selected), [selected]);
  useEffect(() => () => set(0), []);
}
