// One cache for the page. Data is local and cheap to fetch: it is thrown away by the core's events, never by age.
import { QueryClient } from "@tanstack/react-query";
import { ApiFailure } from "./client";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: "always",
      retry: (count, error) => error instanceof ApiFailure && error.code === "offline" && count < 2,
    },
    mutations: { networkMode: "always", retry: false },
  },
});
