// The filters of the history as the address holds them: plain text, days as « 2026-11-23 ».
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Id } from "@/api/schema";
import { dayStart } from "@/format";
import { now } from "@/platform";
import type { HistoryFilter } from "./data";

const DAY = 86_400_000;

export interface HistorySearch {
  /** The open operation. */
  o?: string | undefined;
  by?: string | undefined;
  who?: string | undefined;
  field?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** `between`: what changed between the two dates. */
  v?: string | undefined;
  kind?: string | undefined;
}

const isDay = (text: string | undefined): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? "");

/** The first millisecond of a day. */
export const startOf = (on: string | undefined): number | undefined => (isDay(on) ? dayStart(on) : undefined);

/** The last millisecond of a day; now while it lasts. */
export function endOf(on: string | undefined): number | undefined {
  if (!isDay(on)) return undefined;
  const end = dayStart(on) + DAY - 1;
  return dayStart(on) <= now() ? Math.min(end, now()) : end;
}

export const toFilter = ({ by, who, field, from, to }: HistorySearch): HistoryFilter => ({
  ...(by ? { caller: by } : {}),
  ...(who ? { prospect: who as Id } : {}),
  ...(field ? { field } : {}),
  ...(startOf(from) === undefined ? {} : { from: startOf(from) as number }),
  ...(endOf(to) === undefined ? {} : { to: endOf(to) as number }),
});

export const isFiltered = (s: HistorySearch): boolean => Boolean(s.by || s.who || s.field || s.from || s.to);

export const noFilter: HistorySearch = {
  by: undefined,
  who: undefined,
  field: undefined,
  from: undefined,
  to: undefined,
};

/** What is shown is in the address, so that back and forward restore it. */
export function useHistorySearch(): [HistorySearch, (next: HistorySearch) => void] {
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: (s: HistorySearch) => s });
  const set = (next: HistorySearch) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...next }), replace: true });
  return [search, set];
}
