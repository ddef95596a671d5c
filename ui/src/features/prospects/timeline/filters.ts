// What a timeline can be narrowed to, in the order of the buttons. A kind of which there may never be one (without a mailbox
// there is no e-mail) says `ifAny`: its button is there once there is one.
import { useQueries } from "@tanstack/react-query";
import { timelineQuery } from "@/api/queries";
import type { ActivityKind, Id } from "@/api/schema";

interface Filter {
  key: "all" | "email" | "meeting" | "call" | "note" | "stage_change" | "follow_up" | "changes";
  /** The entries it keeps; none of it for the two that are not about a kind. */
  kind?: ActivityKind;
  ifAny?: true;
}

export type FilterKey = Filter["key"];

const filters: readonly Filter[] = [
  { key: "all" },
  { key: "email", kind: "email", ifAny: true },
  { key: "meeting", kind: "meeting", ifAny: true },
  { key: "call", kind: "call" },
  { key: "note", kind: "note" },
  { key: "stage_change", kind: "stage_change" },
  { key: "follow_up", kind: "follow_up" },
  { key: "changes" },
];

const rare = filters.filter(({ ifAny, kind }) => ifAny && kind);

export const kindOf = (key: FilterKey): ActivityKind | undefined => filters.find((filter) => filter.key === key)?.kind;

/** The buttons of a prospect's timeline; what was changed of her record is not told of a company. */
export function useFilters(prospect: Id, isCompany: boolean): FilterKey[] {
  const found = useQueries({
    queries: rare.map(({ kind }) => timelineQuery(prospect, { ...(kind && { kind }), limit: 1 })),
  });
  const none = new Set(rare.filter((_, i) => !found[i]?.data?.total).map(({ key }) => key));
  return filters.map(({ key }) => key).filter((key) => !none.has(key) && !(isCompany && key === "changes"));
}
