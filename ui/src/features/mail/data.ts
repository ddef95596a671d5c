// What is read of mailboxes, and how one stands in a word.
import { queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { Failure, MailAccount, MailFound, MailHealth } from "@/api/schema";

const MINUTE = 60_000;
/** While one is being read. */
const GLANCE = 2_000;

export const accountsQuery = queryOptions({
  queryKey: ["mail", "accounts"],
  queryFn: ({ signal }) => get<MailAccount[]>("/mail/accounts", undefined, signal),
});

/** Looked at again as the minutes go by: « il y a 3 min » is said of it; and more often while something is read. */
export const healthQuery = queryOptions({
  queryKey: ["mail", "health"],
  queryFn: ({ signal }) => get<MailHealth[]>("/mail/health", undefined, signal),
  refetchInterval: ({ state }) => (state.data?.some(({ doing }) => doing !== null) ? GLANCE : MINUTE),
});

export const findServers = (email: string, signal: AbortSignal): Promise<MailFound> =>
  get<MailFound>("/mail/autoconfig", { email }, signal);

export type Standing = "connected" | "reading" | "signed_out" | "failing" | "silent" | "never";

const asksToSignIn = ["mail_credentials", "mail_grant", "mail_signed_out"];

export const isSignIn = (failure: Pick<Failure, "key"> | null): boolean =>
  failure !== null && asksToSignIn.includes(failure.key);

export function standingOf({ failure, succeeded_at, doing, is_silent }: MailHealth): Standing {
  if (isSignIn(failure)) return "signed_out";
  if (failure) return is_silent ? "silent" : "failing";
  if (doing) return "reading";
  if (is_silent) return "silent";
  return succeeded_at === null ? "never" : "connected";
}

/** Nothing comes or goes until somebody does something. */
export const isTroubled = (standing: Standing): boolean => standing === "signed_out" || standing === "silent";
