// The columns of the view that is open. What is changed on them is a draft until it is kept: it shows, and the view says that it
// was modified. The user's own columns, without a view, are none of this.
import { useMemo, useSyncExternalStore } from "react";
import type { JsonValue } from "@/api/schema";
import { useShownView } from "./shown";

export interface Columns {
  columns: string[];
  widths: Record<string, number>;
}

export interface ViewColumns {
  /** Nothing where the view leaves the columns to the user. */
  now: { columns: string[]; widths: JsonValue } | null;
  keep: (next: Columns) => void;
}

let drafts: ReadonlyMap<string, Columns> = new Map();
const listeners = new Set<() => void>();

function set(id: string, next: Columns | null): void {
  const changed = new Map(drafts);
  if (next) changed.set(id, next);
  else changed.delete(id);
  drafts = changed;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const useDraft = (id: string | undefined): Columns | undefined => {
  const all = useSyncExternalStore(subscribe, () => drafts);
  return id === undefined ? undefined : all.get(id);
};

/** What was changed on the columns of a view and not kept yet. */
export function useColumnsDraft(id: string | undefined): { draft: Columns | undefined; forget: () => void } {
  return { draft: useDraft(id), forget: () => id !== undefined && set(id, null) };
}

/** Where the table takes its columns from while a view is open, and keeps them. */
export function useViewColumns(): ViewColumns | null {
  const view = useShownView();
  const table = view?.kind === "table" ? view : undefined;
  const draft = useDraft(table?.id);
  return useMemo(() => {
    if (!table) return null;
    const { id, columns, widths } = table;
    const own = columns.length > 0 ? { columns, widths: widths as JsonValue } : null;
    return { now: draft ?? own, keep: (next) => set(id, next) };
  }, [table, draft]);
}
