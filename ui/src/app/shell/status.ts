// What the status line shows, from the core's events: the last change, an import under way, a lost core.
import { useSyncExternalStore } from "react";
import type { Id, ImportProgress } from "@/api/schema";
import { host, now } from "@/platform";

export type Status =
  | { kind: "idle"; at: number }
  | { kind: "working"; id: Id; done: number; total: number | null }
  | { kind: "lost" };

let status: Status = { kind: "idle", at: now() };
const listeners = new Set<() => void>();

function set(next: Status): void {
  status = next;
  for (const listener of listeners) listener();
}

/** Starts listening; once for the page. */
export function followStatus(): () => void {
  const stops = [
    host.onEvent("changed", () => status.kind !== "working" && set({ kind: "idle", at: now() })),
    host.onEvent("progress", (payload) => {
      const p = payload as ImportProgress;
      // A dry run: its own screen shows it, and nothing will have changed.
      if (p.state === "draft") return;
      if (p.state === "running") set({ kind: "working", id: p.id, done: p.done, total: p.total });
      else set({ kind: "idle", at: now() });
    }),
    host.onConnection((up) => {
      if (!up) set({ kind: "lost" });
      else if (status.kind === "lost") set({ kind: "idle", at: now() });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useStatus = (): Status => useSyncExternalStore(subscribe, () => status);
