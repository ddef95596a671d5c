// What the screens read, each under one key. The first word of a key is what `invalidate.ts` throws away on a change.
// Reads shared by several features live here; a feature's own mutations stay in its folder.
import { keepPreviousData, queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { get } from "./client";
import type {
  BackupList,
  Board,
  BoardQuery,
  Cards,
  CardsQuery,
  CompanyList,
  CompanyQuery,
  FieldChanges,
  History,
  HistoryQuery,
  Id,
  ImportList,
  Leave,
  PairCount,
  Prospect,
  ProspectList,
  ProspectQuery,
  SearchAnswer,
  Session,
  Timeline,
  TimelineQuery,
  Today,
  Worktime,
} from "./schema";

/** Stages, tags, members, fields, settings, counts: everything but the records. Loaded before the first screen. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => get<Session>("/session", undefined, signal),
});

/** Always there inside the shell. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

export const prospectsQuery = (query: ProspectQuery) =>
  queryOptions({
    queryKey: ["prospects", query],
    queryFn: ({ signal }) => get<ProspectList>("/prospects", query, signal),
    placeholderData: keepPreviousData,
  });

export const prospectQuery = (id: Id) =>
  queryOptions({
    queryKey: ["prospect", id],
    queryFn: ({ signal }) => get<Prospect>(`/prospects/${id}`, undefined, signal),
  });

/** What is late, what is due today, what comes, and who has nothing planned. Looked at again as the hours go by. */
export const todayQuery = queryOptions({
  queryKey: ["today"],
  queryFn: ({ signal }) => get<Today>("/today", undefined, signal),
});

/** How many pairs of duplicates are known; none is looked for. */
export const pairCountQuery = queryOptions({
  queryKey: ["duplicates", "count"],
  queryFn: ({ signal }) => get<PairCount>("/duplicates/count", undefined, signal),
});

export const timelineQuery = (id: Id, query: TimelineQuery = {}) =>
  queryOptions({
    queryKey: ["timeline", id, query],
    queryFn: ({ signal }) => get<Timeline>(`/prospects/${id}/activities`, query, signal),
    placeholderData: keepPreviousData,
  });

export const recordHistoryQuery = (id: Id, field?: string) =>
  queryOptions({
    queryKey: ["record-history", id, field ?? null],
    queryFn: ({ signal }) => get<FieldChanges>(`/prospects/${id}/history`, { field }, signal),
  });

export const boardQuery = (query: BoardQuery) =>
  queryOptions({
    queryKey: ["board", query],
    queryFn: ({ signal }) => get<Board>("/pipeline", query, signal),
    placeholderData: keepPreviousData,
  });

export const cardsQuery = (stage: Id, query: CardsQuery) =>
  queryOptions({
    queryKey: ["cards", stage, query],
    queryFn: ({ signal }) => get<Cards>(`/pipeline/${stage}/cards`, query, signal),
    placeholderData: keepPreviousData,
  });

export const companiesQuery = (query: CompanyQuery) =>
  queryOptions({
    queryKey: ["companies", query],
    queryFn: ({ signal }) => get<CompanyList>("/companies", query, signal),
    placeholderData: keepPreviousData,
  });

export const historyQuery = (query: HistoryQuery = {}) =>
  queryOptions({
    queryKey: ["history", query],
    queryFn: ({ signal }) => get<History>("/history", query, signal),
    placeholderData: keepPreviousData,
  });

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: ({ signal }) => get<ImportList>("/imports", undefined, signal),
});

export const backupsQuery = queryOptions({
  queryKey: ["backups"],
  // Files in a folder: the core makes and clears them by itself, and no event tells of it.
  staleTime: 0,
  queryFn: ({ signal }) => get<BackupList>("/backups", undefined, signal),
});

export const worktimeQuery = queryOptions({
  queryKey: ["worktime"],
  queryFn: ({ signal }) => get<Worktime>("/worktime", undefined, signal),
});

export const leaveQuery = queryOptions({
  queryKey: ["worktime", "leave"],
  queryFn: ({ signal }) => get<Leave[]>("/worktime/leave", undefined, signal),
});

export const searchQuery = (q: string, limit = 12) =>
  queryOptions({
    queryKey: ["search", q, limit],
    queryFn: ({ signal }) => get<SearchAnswer>("/search", { q, limit }, signal),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

export const useProspect = (id: Id) => useQuery(prospectQuery(id));
