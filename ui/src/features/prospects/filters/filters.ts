// The filters of a list as they stand in the address, and the question they make to the API.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { ProspectQuery } from "@/api/schema";

/** Search parameters of the screens that list prospects. All plain text. */
export interface ListSearch {
  q?: string;
  stage?: string;
  tag?: string;
  owner?: string;
  company?: string;
  import?: string;
  /** In the filter language. */
  f?: string;
  sort?: string;
  group?: string;
  /** The view that the list was opened with. */
  v?: string;
  view?: string;
  order?: string;
  /** The day since which the board shows what moved. */
  since?: string | undefined;
}

export const filterKeys = ["q", "stage", "tag", "owner", "company", "import", "f"] as const;

/** What takes all filters away. */
export const noFilters: Partial<ListSearch> = Object.fromEntries(filterKeys.map((key) => [key, undefined]));

export const isFiltered = (search: ListSearch): boolean => filterKeys.some((key) => Boolean(search[key]));

/** Ids in a parameter that holds several. */
export const listed = (text: string | undefined): string[] => (text ?? "").split(",").filter(Boolean);

export function toQuery({
  q,
  stage,
  tag,
  owner,
  company,
  import: batch,
  f,
  sort,
  group,
  view,
}: ListSearch): ProspectQuery {
  const query: ProspectQuery = {};
  if (q?.trim()) query.search = q.trim();
  if (stage) query.stage = stage;
  if (tag) query.tag = tag;
  if (owner) query.owner = owner;
  if (company) query.company = company;
  if (batch) query.import = batch;
  if (f) query.filter = f;
  if (view === "trash") query.trash = true;
  if (sort) query.sort = sort;
  if (group && view !== "trash") query.group = group;
  return query;
}

const known = [...filterKeys, "sort", "group", "v", "view", "order", "since"] as const;

/** The parameters of this screen and the way to change them. Typing replaces the entry of the history, choices add one. */
export function useListSearch(): [ListSearch, (change: Partial<ListSearch>, replace?: boolean) => void] {
  const all = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const text = known.map((key) => all[key] ?? "").join("\n");
  const search = useMemo<ListSearch>(() => {
    const parts = text.split("\n");
    return Object.fromEntries(known.map((key, i) => [key, parts[i] || undefined]));
  }, [text]);
  const change = useCallback(
    (next: Partial<ListSearch>, replace = false) =>
      void navigate({ to: ".", search: (before: object) => ({ ...before, ...next }), replace }),
    [navigate],
  );
  return [search, change];
}
