// What the core knows of pairs, and what is done with one. No score and no choice of value is computed here.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { pairCountQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type {
  DuplicateCompanies,
  Duplicates,
  Id,
  MergeAllDone,
  Merged,
  MergedList,
  MergedRecord,
  MergePlan,
  MergePreview,
  MergeRequest,
  Of,
  ProspectList,
  Reason,
  Similar,
  SimilarTo,
  UndoAnswer,
} from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { showToast } from "@/kit";
import type { Comparable } from "./fields";

const PAGE = 100;

/** Two records of one kind that may be one. */
export interface Pair {
  key: string;
  of: Of;
  a: Comparable;
  b: Comparable;
  score: number;
  reasons: Reason[];
}

interface Page {
  total: number;
  pairs: Pair[];
}

const keyed = (of: Of, pair: Omit<Pair, "key" | "of">): Pair => ({ ...pair, of, key: `${pair.a.id} ${pair.b.id}` });

async function page(of: Of, offset: number, signal: AbortSignal): Promise<Page> {
  const found = await pairsFrom(of, offset, signal);
  // Now the core knows how many there are, and the sidebar may say it.
  void queryClient.invalidateQueries({ queryKey: pairCountQuery.queryKey });
  return found;
}

async function pairsFrom(of: Of, offset: number, signal: AbortSignal): Promise<Page> {
  const query = { offset, limit: PAGE };
  if (of === "people") {
    const { total, pairs } = await get<Duplicates>("/duplicates", query, signal);
    return { total, pairs: pairs.map((pair) => keyed(of, pair)) };
  }
  const { total, pairs } = await get<DuplicateCompanies>("/duplicates/companies", query, signal);
  return { total, pairs: pairs.map((pair) => keyed(of, pair)) };
}

export const pairsQuery = (of: Of) =>
  infiniteQueryOptions({
    queryKey: ["duplicates", "pairs", of],
    queryFn: ({ pageParam, signal }) => page(of, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const seen = all.reduce((sum, one) => sum + one.pairs.length, 0);
      return seen < last.total && last.pairs.length > 0 ? seen : undefined;
    },
  });

/** Asked for anew when one of the records was edited; not when the pair is gone. */
export const previewQuery = (request: MergeRequest, pair: Pair) =>
  queryOptions({
    queryKey: ["merge-preview", request, pair.a.updated_at, pair.b.updated_at],
    queryFn: ({ signal }) => post<MergePreview>("/duplicates/preview", request, signal),
    placeholderData: keepPreviousData,
    staleTime: "static",
    gcTime: 0,
  });

export const planQuery = (of: Of, at_least: number) =>
  queryOptions({
    queryKey: ["duplicates", "plan", of, at_least],
    queryFn: ({ signal }) => get<MergePlan>("/duplicates/plan", { of, at_least }, signal),
    placeholderData: keepPreviousData,
  });

export const similarQuery = (to: SimilarTo) =>
  queryOptions({
    queryKey: ["duplicates", "similar", to],
    queryFn: ({ signal }) => post<Similar[]>("/duplicates/similar", to, signal),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

export const likeQuery = (id: Id) =>
  queryOptions({
    queryKey: ["duplicates", "like", id],
    queryFn: ({ signal }) => get<Similar[]>(`/duplicates/like/${id}`, undefined, signal),
  });

export const mergedQuery = (id: Id) =>
  queryOptions({
    queryKey: ["duplicates", "merged", id],
    queryFn: ({ signal }) => get<MergedRecord[]>(`/duplicates/merged/${id}`, undefined, signal),
  });

const RECENT = 50;

export const recentMergesQuery = (of: Of) =>
  infiniteQueryOptions({
    queryKey: ["duplicates", "recent", of],
    queryFn: ({ pageParam, signal }) =>
      get<MergedList>("/duplicates/merged", { of, offset: pageParam, limit: RECENT }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const seen = all.reduce((sum, one) => sum + one.records.length, 0);
      return seen < last.total && last.records.length > 0 ? seen : undefined;
    },
  });

/** The people of a company, those who came last first. */
export const peopleSinceQuery = (company: Id) =>
  queryOptions({
    queryKey: ["prospects", "of-company", company],
    queryFn: ({ signal }) => get<ProspectList>("/prospects", { company, sort: "-created", limit: 100 }, signal),
  });

/** Whatever a merge may have changed is read again. */
const changed = (): void =>
  invalidate(queryClient, ["prospect", "address", "prospect_tag", "activity", "company", "merged", "distinct_pair"]);

export async function merge(request: MergeRequest, name: string): Promise<boolean> {
  try {
    const { operation } = await post<Merged>("/duplicates/merge", request);
    changed();
    undoToast(words().duplicates.merged(name), operation);
    return true;
  } catch (error) {
    failureToast(error);
    return false;
  }
}

export async function tellApart(a: Id, b: Id): Promise<boolean> {
  try {
    const { operation } = await post<{ operation: Id | null }>("/duplicates/apart", { a, b });
    invalidate(queryClient, ["distinct_pair"]);
    undoToast(words().duplicates.told, operation);
    return true;
  } catch (error) {
    failureToast(error);
    return false;
  }
}

export async function mergeAll(of: Of, at_least: number, merges: number): Promise<boolean> {
  try {
    const done = await post<MergeAllDone>("/duplicates/merge-all", { of, at_least, merges });
    changed();
    undoToast(words().duplicates.bulk.done(done.merges), done.operation, done.merges);
    return true;
  } catch (error) {
    changed();
    failureToast(error);
    return false;
  }
}

export async function unmerge(record: MergedRecord, take: Id[]): Promise<boolean> {
  try {
    const answer = await post<UndoAnswer>(`/duplicates/merged/${record.id}/undo`, { take });
    changed();
    const w = words().duplicates.unmerge;
    const kept = answer.conflict_count > 0 ? w.kept(answer.conflict_count) : "";
    const text = w.done(record.name) + kept;
    // What was given back besides is an operation of its own: one step alone would leave half of it.
    if (take.length > 0) showToast({ text });
    else undoToast(text, answer.operation);
    return true;
  } catch (error) {
    failureToast(error);
    return false;
  }
}
