// What is read of mailboxes, and how one stands in a word.
import { queryOptions } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { Failure, MailAccount } from "@/api/schema";
import { now } from "@/platform";
import type { Autoconfig, Health } from "./types";

const MINUTE = 60_000;

/** Without a success for so long somebody must know. */
const SILENCE = 15 * MINUTE;

export const accountsQuery = queryOptions({
  queryKey: ["mail", "accounts"],
  queryFn: ({ signal }) => get<MailAccount[]>("/mail/accounts", undefined, signal),
});

/** Looked at again as the minutes go by: « il y a 3 min » is said of it. */
export const healthQuery = queryOptions({
  queryKey: ["mail", "health"],
  queryFn: ({ signal }) => get<Health[]>("/mail/health", undefined, signal),
  refetchInterval: MINUTE,
});

export const findServers = (email: string, signal: AbortSignal): Promise<Autoconfig> =>
  get<Autoconfig>("/mail/autoconfig", { email }, signal);

export type Standing = "connected" | "reading" | "signed_out" | "failing" | "silent" | "never";

const asksToSignIn = ["mail_credentials", "mail_grant", "mail_signed_out"];

export const isSignIn = (failure: Pick<Failure, "key"> | null): boolean =>
  failure !== null && asksToSignIn.includes(failure.key);

export function standingOf(health: Health): Standing {
  const { failure, failing_at, succeeded_at, doing } = health;
  if (isSignIn(failure)) return "signed_out";
  const silent = health.is_silent ?? (failing_at !== null && now() - (succeeded_at ?? failing_at) >= SILENCE);
  if (failure) return silent ? "silent" : "failing";
  if (doing) return "reading";
  if (silent) return "silent";
  return succeeded_at === null ? "never" : "connected";
}

/** Nothing comes or goes until somebody does something. */
export const isTroubled = (standing: Standing): boolean => standing === "signed_out" || standing === "silent";
