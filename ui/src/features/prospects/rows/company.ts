// One company, read by its id.
import { queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { CompanyRow, Id } from "@/api/schema";

export const companyQuery = (id: Id) =>
  queryOptions({
    queryKey: ["companies", "one", id],
    queryFn: ({ signal }) => get<CompanyRow>(`/companies/${id}`, undefined, signal),
  });
