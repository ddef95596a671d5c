// Reading timelines: of one prospect, or of all the people of a company together.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "@/api/client";
import { timelineQuery, useProspect } from "@/api/queries";
import type { CompanyRow, Id, Timeline, TimelineQuery } from "@/api/schema";
import { companyQuery } from "../rows/company";

/** Whose timeline it is. */
export type Scope = { of: "prospect"; id: Id } | { of: "company"; id: Id };

const companyTimelineQuery = (id: Id, query: TimelineQuery) =>
  queryOptions({
    queryKey: ["timeline", "company", id, query],
    queryFn: ({ signal }) => get<Timeline>(`/companies/${id}/activities`, query, signal),
    placeholderData: keepPreviousData,
  });

export function useTimeline({ of, id }: Scope, query: TimelineQuery): Timeline | undefined {
  const person = useQuery({ ...timelineQuery(id, query), enabled: of === "prospect" });
  const company = useQuery({ ...companyTimelineQuery(id, query), enabled: of === "company" });
  return (of === "prospect" ? person : company).data;
}

/** The company of a prospect, where there are others of it. */
export function useSharedCompany(prospect: Id): CompanyRow | null {
  const id = useProspect(prospect).data?.company_id ?? null;
  const { data } = useQuery({ ...companyQuery(id ?? ""), enabled: id !== null });
  return id !== null && data && data.prospects > 1 ? data : null;
}
