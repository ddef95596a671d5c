// The journal by pages of a hundred, the fields that one operation changed, and what became of the base between two dates.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { AuditReport, Between, BetweenQuery, FieldChanges, History, HistoryQuery, Id } from "@/api/schema";

const PAGE = 100;

/** Which operations: by whom, of whom, of which field, in which period. */
export type HistoryFilter = Pick<HistoryQuery, "caller" | "prospect" | "field" | "from" | "to">;

export const operationsQuery = (filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: ["history", "pages", filter],
    queryFn: ({ pageParam, signal }) => get<History>("/history", { ...filter, before: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as Id | undefined,
    getNextPageParam: (page) => (page.items.length < PAGE ? undefined : page.items.at(-1)?.id),
  });

export const changesQuery = (operation: Id) =>
  queryOptions({
    queryKey: ["history", "changes", operation],
    queryFn: ({ signal }) => get<FieldChanges>(`/history/${operation}/changes`, undefined, signal),
  });

export const betweenQuery = (query: BetweenQuery) =>
  queryOptions({
    queryKey: ["history", "between", query],
    queryFn: ({ signal }) => get<Between>("/history/between", query, signal),
    placeholderData: keepPreviousData,
  });

export const audit = (): Promise<AuditReport> => get<AuditReport>("/history/audit");
