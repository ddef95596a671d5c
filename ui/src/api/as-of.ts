// The date that is looked at: none for today. Every call of the client carries it; who shows it reads it here. It changes
// with the address only (`?at=`), and everything that was read at another date is thrown away then.
import { useSyncExternalStore } from "react";
import { queryClient } from "./query-client";

let shown: number | null = null;
const listeners = new Set<() => void>();

export const asOf = (): number | null => shown;

/** The date of an address: milliseconds; anything else is today. */
export const dateOf = (at: string | undefined): number | null => (at && /^\d{10,16}$/.test(at) ? Number(at) : null);

export function lookAt(at: number | null): void {
  if (at === shown) return;
  shown = at;
  void queryClient.cancelQueries();
  queryClient.clear();
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The past instant on screen, or nothing. */
export const useAsOf = (): number | null => useSyncExternalStore(subscribe, asOf);
