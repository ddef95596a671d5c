// Which dialog of the past is open, and the way to a date and back. Only addresses and flags.
import { useSyncExternalStore } from "react";

export type PastDialogs = "choose" | "restore" | null;

let open: PastDialogs = null;
const listeners = new Set<() => void>();

export function openPast(next: PastDialogs): void {
  open = next;
  for (const listener of listeners) listener();
}

export const useOpenPast = (): PastDialogs =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
