// The panel in which something new is written: what it was opened for. One at a time; what was in it is kept as a draft.
import { useSyncExternalStore } from "react";
import type { Id } from "@/api/schema";
import type { Recipient } from "./types";

/** What a message begins as: a draft that is gone on with, an answer, a forward, or something new. */
export type Start =
  | { draft: Id }
  | { answers: Id; all: boolean }
  | { forwards: Id }
  | { to: Recipient[]; prospect: Id | null };

interface Opened {
  round: number;
  start: Start;
}

let opened: Opened | null = null;
let rounds = 0;
const listeners = new Set<() => void>();

const set = (next: Opened | null) => {
  opened = next;
  for (const listener of listeners) listener();
};

export function openComposer(start: Start): void {
  rounds += 1;
  set({ round: rounds, start });
}

export const closeComposer = (): void => set(null);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useOpened = (): Opened | null => useSyncExternalStore(subscribe, () => opened);
