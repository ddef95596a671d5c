// The row lists that are on screen now (table, columns of the board), so that one write shows in all of them at once.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Id, ProspectRow } from "@/api/schema";
import { type FetchPage, PageCache, type PageCacheOptions } from "./page-cache";

export type Rows = PageCache<ProspectRow>;

const lists = new Set<Rows>();

/** Changes a row wherever it is shown; the answer puts it back. */
export function patchRow(id: Id, change: (row: ProspectRow) => ProspectRow): () => void {
  const backs = [...lists].map((list) => list.patch(id, change));
  return () => {
    for (const back of backs) back();
  };
}

let revisions = 0;

/** A number that changes when the core says that such records changed; `key` is a first word of `invalidate.ts`. */
export function useRevision(key: string): number {
  const query = useQuery({ queryKey: [key, "revision"], queryFn: () => ++revisions, initialData: 0 });
  return query.data;
}

/** A windowed list that asks again when its question changes (`key`) and when the base does. */
export function useRows(key: string, fetch: FetchPage<ProspectRow>, options?: PageCacheOptions<ProspectRow>): Rows {
  const [rows] = useState<Rows>(() => new PageCache(fetch, options));
  const asked = useRef(key);
  const latest = useRef(fetch);
  latest.current = fetch;
  useLayoutEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    rows.ask(latest.current);
  }, [rows, key]);
  useEffect(() => {
    lists.add(rows);
    rows.start();
    return () => {
      lists.delete(rows);
    };
  }, [rows]);
  useSyncExternalStore(rows.subscribe, rows.version);
  return rows;
}

/** Fetches a list again whenever records of that kind change. */
export function useRefresh(rows: Rows, kind: string): void {
  const revision = useRevision(kind);
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    rows.refresh();
  }, [rows, revision]);
}
