// A chart of the core for what the page asks, and the address that holds it.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { get } from "@/api/client";
import type { Chart, ChartName, Divide, StatisticsQuery } from "@/api/schema";
import { language } from "@/app/i18n";

export const periods = ["7d", "30d", "90d", "year", "own"] as const;
export type PeriodName = (typeof periods)[number];

/** What the address of the screen holds. */
export interface StatisticsSearch {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** The filter of the page. */
  f?: string | undefined;
  /** `no`: without the period before. */
  compare?: string | undefined;
}

export const periodOf = (search: StatisticsSearch): PeriodName => periods.find((p) => p === search.period) ?? "30d";

const isDay = (text: string | undefined): boolean => /^\d{4}-\d\d-\d\d$/.test(text ?? "");

/** What the core is asked; a period of one's own counts once both days are there. */
export function asked(search: StatisticsSearch): StatisticsQuery {
  const period = periodOf(search);
  const whole = isDay(search.from) && isDay(search.to);
  return {
    ...(period !== "own" ? { period } : whole ? { period, from: search.from ?? null, to: search.to ?? null } : {}),
    ...(search.f ? { filter: search.f } : {}),
    ...(search.compare === "no" ? { compare: false } : {}),
    lang: language(),
  } as StatisticsQuery;
}

export const chartQuery = (name: ChartName, query: StatisticsQuery, by: Divide = "usual") =>
  queryOptions({
    queryKey: ["statistics", name, by, query],
    // `false` is left out of addresses.
    queryFn: ({ signal }) =>
      get<Chart>(
        `/statistics/${name}`,
        { ...query, by, ...(query.compare === false ? { compare: "false" } : {}) },
        signal,
      ),
    placeholderData: keepPreviousData,
  });

export function useStatisticsSearch(): [StatisticsSearch, (next: StatisticsSearch) => void] {
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: (s: StatisticsSearch) => s });
  const set = (next: StatisticsSearch) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...next }), replace: true });
  return [search, set];
}

/** Opens the list of the people behind a mark. */
export function useOpen(): (filter: string | null | undefined) => void {
  const navigate = useNavigate();
  return (filter) => {
    if (filter) void navigate({ to: "/prospects", search: { f: filter } });
  };
}
