// The selection of the table, kept by filters: another order keeps it, other filters have their own.
import { useCallback, useRef, useState } from "react";
import { get } from "@/api/client";
import type { Id, ProspectList, ProspectQuery, ProspectRow } from "@/api/schema";
import { failureToast } from "@/app/undo";
import type { Rows } from "../rows/live";
import { chosenIn, keepChosen } from "./memory";
import { type Chosen, choose, everything, nothing, span, toggle } from "./selection";

const AT_ONCE = 1000;

/** A range of rows, those that are not in memory asked from the core. */
export async function rowsOf(rows: Rows, query: ProspectQuery, first: number, last: number): Promise<ProspectRow[]> {
  const found: ProspectRow[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = rows.at(index);
    if (row) {
      found.push(row);
      continue;
    }
    const limit = Math.min(AT_ONCE, last - index + 1);
    const { items } = await get<ProspectList>("/prospects", { ...query, offset: index, limit });
    if (items.length === 0) return found;
    found.push(...items);
    index += items.length - 1;
  }
  return found;
}

async function idsOf(rows: Rows, query: ProspectQuery, first: number, last: number): Promise<Id[]> {
  return (await rowsOf(rows, query, first, last)).map(({ id }) => id);
}

export interface ChosenActions {
  chosen: Chosen;
  toggle: (index: number) => void;
  /** From the anchor to there; `from` when there is no anchor yet. */
  extend: (index: number, from: number, add: boolean) => Promise<void>;
  all: () => void;
  clear: () => void;
}

export function useChosen(rows: Rows, query: ProspectQuery): ChosenActions {
  const { sort, group, ...filters } = query;
  const list = JSON.stringify(filters);
  const [, redraw] = useState(0);
  const chosen = chosenIn(list);
  const latest = useRef({ chosen, query, list });
  latest.current = { chosen, query, list };
  const set = useCallback((next: Chosen) => {
    keepChosen(latest.current.list, next);
    latest.current.chosen = next;
    redraw((n) => n + 1);
  }, []);
  return {
    chosen,
    toggle: useCallback(
      (index) => {
        const row = rows.at(index);
        if (row) set(toggle(latest.current.chosen, row.id, index));
      },
      [rows, set],
    ),
    extend: useCallback(
      async (index, from, add) => {
        const { chosen: before, query: asked } = latest.current;
        const [first, last] = span(before, index, from);
        const anchor = before.anchor ?? from;
        try {
          const ids = await idsOf(rows, asked, first, last);
          set(choose(add ? before : nothing, ids, true, anchor));
        } catch (error) {
          failureToast(error);
        }
      },
      [rows, set],
    ),
    all: useCallback(() => set(everything()), [set]),
    clear: useCallback(() => set(nothing), [set]),
  };
}
