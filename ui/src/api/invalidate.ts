// After each commit the core says which tables it touched; the keys below are then fetched again, if they are on screen.
import type { QueryClient } from "@tanstack/react-query";
import { host } from "@/platform";
import type { Changed } from "./schema";

const lists = ["prospects", "prospect", "board", "cards", "search", "session", "today"];

const touched: Record<string, string[]> = {
  // Imports have no journal of their own: one that ran, or was undone, is known by its prospects.
  prospect: [...lists, "timeline", "record-history", "companies", "imports", "duplicates", "field-use", "reminders"],
  address: [...lists, "record-history", "duplicates"],
  prospect_tag: [...lists, "record-history"],
  company: [...lists, "companies", "duplicates"],
  activity: ["timeline", "prospect", "prospects", "board", "cards", "today"],
  reminder: [...lists, "reminders", "timeline", "record-history"],
  stage: ["session", "board", "cards", "prospects", "views", "today"],
  tag: [...lists, "views"],
  member: ["session", "views"],
  field: ["session", "prospect", "prospects", "field-use", "views"],
  setting: ["session", "worktime"],
  distinct_pair: ["duplicates"],
  merged: ["duplicates"],
  view: ["views"],
  // Working days are counted anew wherever a filter asks for them.
  worktime: ["worktime", "prospects", "board", "cards", "search"],
  leave: ["worktime", "prospects", "board", "cards", "search"],
};

/**
 * First words of the keys to fetch again; a table nobody named here concerns every screen. No table at all: the whole
 * base was replaced by a backup.
 */
export function staleKeys(entities: string[]): Set<string> | "all" {
  if (entities.length === 0) return "all";
  const keys = new Set<string>(["history"]);
  for (const entity of entities) {
    const known = touched[entity];
    if (!known) return "all";
    for (const key of known) keys.add(key);
  }
  return keys;
}

export function invalidate(client: QueryClient, entities: string[]): void {
  const keys = staleKeys(entities);
  void client.invalidateQueries({ predicate: (query) => keys === "all" || keys.has(String(query.queryKey[0])) });
}

/** Listens for as long as the page lives; after a lost connection everything on screen is fetched again. */
export function followChanges(client: QueryClient): () => void {
  let lost = false;
  const stops = [
    host.onEvent("changed", (payload) => invalidate(client, (payload as Changed).entities ?? [])),
    host.onConnection((connected) => {
      if (connected && lost) void client.invalidateQueries();
      lost = !connected;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
