// Which rows are chosen: some by their id, or all that match but some. Pure; nothing here knows what is loaded.
import type { Id, ProspectQuery, Selection } from "@/api/schema";

export interface Chosen {
  /** True: everything that the query finds, `ids` left out. */
  all: boolean;
  ids: ReadonlySet<Id>;
  /** Row from which Shift extends. */
  anchor: number | null;
}

export const nothing: Chosen = { all: false, ids: new Set(), anchor: null };

export const everything = (): Chosen => ({ all: true, ids: new Set(), anchor: null });

export const isChosen = (chosen: Chosen, id: Id): boolean => chosen.ids.has(id) !== chosen.all;

export const countChosen = (chosen: Chosen, total: number): number =>
  chosen.all ? Math.max(0, total - chosen.ids.size) : chosen.ids.size;

/** Chooses or lets go of rows. */
export function choose(chosen: Chosen, ids: readonly Id[], on: boolean, anchor: number | null): Chosen {
  const next = new Set(chosen.ids);
  for (const id of ids) {
    if (on === chosen.all) next.delete(id);
    else next.add(id);
  }
  return { all: chosen.all, ids: next, anchor };
}

export const toggle = (chosen: Chosen, id: Id, index: number): Chosen =>
  choose(chosen, [id], !isChosen(chosen, id), index);

/** First and last row between the anchor and `index`. */
export function span(chosen: Chosen, index: number, from: number): [first: number, last: number] {
  const anchor = chosen.anchor ?? from;
  return anchor < index ? [anchor, index] : [index, anchor];
}

/** As the API takes it. The order of the rows does not matter to it. */
export function toSelection(chosen: Chosen, query: ProspectQuery): Selection {
  if (!chosen.all) return { by: "ids", ids: [...chosen.ids] };
  const { sort, group, offset, limit, ...filters } = query;
  return { by: "query", query: filters, except: [...chosen.ids] };
}
