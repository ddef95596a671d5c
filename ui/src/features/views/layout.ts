// The columns and the density of the view that is open. What is changed on them is a draft until it is kept: it shows, and the
// view says that it was modified. The user's own, without a view, are none of this.
import { useMemo, useSyncExternalStore } from "react";
import type { JsonValue } from "@/api/schema";
import { type Density, heights } from "@/kit";
import { useShownView } from "./shown";

export interface Columns {
  columns: string[];
  widths: Record<string, number>;
}

/** What was changed on the looks of a view. */
export interface Looks extends Partial<Columns> {
  density?: Density;
}

export interface ViewColumns {
  /** Nothing where the view leaves the columns to the user. */
  now: { columns: string[]; widths: JsonValue } | null;
  /** Nothing where the view leaves it to the settings. */
  density: Density | null;
  keep: (next: Looks) => void;
}

let drafts: ReadonlyMap<string, Looks> = new Map();
const listeners = new Set<() => void>();

function set(id: string, next: Looks | null): void {
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

const useDraft = (id: string | undefined): Looks | undefined => {
  const all = useSyncExternalStore(subscribe, () => drafts);
  return id === undefined ? undefined : all.get(id);
};

/** What was changed on the columns of a view and not kept yet. */
export function useColumnsDraft(id: string | undefined): { draft: Looks | undefined; forget: () => void } {
  return { draft: useDraft(id), forget: () => id !== undefined && set(id, null) };
}

/** Where the table takes its columns from while a view is open, and keeps them. */
export function useViewColumns(): ViewColumns | null {
  const view = useShownView();
  const table = view?.kind === "table" ? view : undefined;
  const draft = useDraft(table?.id);
  return useMemo(() => {
    if (!table) return null;
    const { id, columns, widths, density } = table;
    const own = columns.length > 0 ? { columns, widths: widths as JsonValue } : null;
    const changed = draft?.columns ? { columns: draft.columns, widths: draft.widths ?? {} } : null;
    return {
      now: changed ?? own,
      density: draft?.density ?? (density in heights ? (density as Density) : null),
      keep: (next) => set(id, { ...draft, ...next }),
    };
  }, [table, draft]);
}
