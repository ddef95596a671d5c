// After each commit the core says which tables it touched; the keys below are then fetched again, if they are on screen.
import type { QueryClient } from "@tanstack/react-query";
import { host, now } from "@/platform";
import { get } from "./client";
import type { Changed, History } from "./schema";

const mail = ["inbox", "outbox", "mail"];

const lists = ["prospects", "prospect", "board", "cards", "search", "session", "today", "statistics"];

const touched: Record<string, string[]> = {
  // Imports have no journal of their own: one that ran, or was undone, is known by its prospects.
  prospect: [
    ...lists,
    "timeline",
    "record-history",
    "companies",
    "imports",
    "duplicates",
    "field-use",
    "reminders",
    "calendar",
    "inbox",
  ],
  address: [...lists, "inbox", "record-history", "duplicates"],
  prospect_tag: [...lists, "record-history"],
  company: [...lists, "companies", "duplicates"],
  activity: ["timeline", "prospect", "prospects", "board", "cards", "today", "statistics"],
  // What a message says does not change.
  message: ["timeline", "inbox"],
  message_attachment: ["timeline"],
  mail_account: mail,
  mail_health: ["mail"],
  conversation: ["inbox"],
  outgoing: ["outbox"],
  outgoing_file: ["outbox"],
  reminder: [...lists, "reminders", "timeline", "record-history"],
  event: [...lists, "calendar", "timeline", "record-history"],
  event_prospect: [...lists, "calendar", "timeline", "record-history"],
  stage: ["session", "board", "cards", "prospects", "views", "today", "statistics"],
  tag: [...lists, "views"],
  member: ["session", "views", "statistics", "templates"],
  field: ["session", "prospect", "prospects", "field-use", "views"],
  setting: ["session", "worktime"],
  distinct_pair: ["duplicates"],
  merged: ["duplicates"],
  view: ["views"],
  template: ["templates"],
  // Working days are counted anew wherever a filter asks for them.
  worktime: ["worktime", "prospects", "board", "cards", "search", "statistics"],
  leave: ["worktime", "prospects", "board", "cards", "search", "statistics"],
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

/** Changes that come one right after the other, as when a thousand files are taken in, are read again together. */
const TOGETHER = 400;

/** Calls at once, and what comes within the pause after it together at its end. */
export function gather(run: (entities: string[]) => void, pause = TOGETHER): (entities: string[]) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: string[][] = [];
  const rest = () => {
    timer = undefined;
    const held = waiting;
    waiting = [];
    if (held.length === 0) return;
    // No table at all is the whole base.
    const isAll = held.some((entities) => entities.length === 0);
    timer = setTimeout(rest, pause);
    run(isAll ? [] : [...new Set(held.flat())]);
  };
  return (entities) => {
    if (timer !== undefined) return void waiting.push(entities);
    timer = setTimeout(rest, pause);
    run(entities);
  };
}

/** What was written while the page had begun to read and could not hear yet is known by the last operation. */
async function catchUp(client: QueryClient, since: number): Promise<void> {
  if (
    !client
      .getQueryCache()
      .getAll()
      .some(({ state }) => state.dataUpdatedAt > 0)
  )
    return;
  const { items } = await get<History>("/history", { limit: 1 });
  if (items.some(({ at }) => at >= since)) await client.invalidateQueries();
}

/** Listens for as long as the page lives; after a lost connection everything on screen is fetched again. */
export function followChanges(client: QueryClient): () => void {
  let lost = false;
  let isHeard = false;
  const since = now();
  const heard = gather((entities) => invalidate(client, entities));
  const stops = [
    host.onEvent("changed", (payload) => heard((payload as Changed).entities ?? [])),
    host.onConnection((connected) => {
      if (connected && lost) void client.invalidateQueries();
      else if (connected && !isHeard) void catchUp(client, since).catch(() => undefined);
      isHeard ||= connected;
      lost = !connected;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
