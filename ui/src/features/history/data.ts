// The journal by pages of a hundred, and the fields that one operation changed.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { FieldChanges, History, Id } from "@/api/schema";

const PAGE = 100;

export const operationsQuery = (caller: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["history", "pages", caller ?? null],
    queryFn: ({ pageParam, signal }) => get<History>("/history", { caller, before: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as Id | undefined,
    getNextPageParam: (page) => (page.items.length < PAGE ? undefined : page.items.at(-1)?.id),
  });

export const changesQuery = (operation: Id) =>
  queryOptions({
    queryKey: ["history", "changes", operation],
    queryFn: ({ signal }) => get<FieldChanges>(`/history/${operation}/changes`, undefined, signal),
  });
