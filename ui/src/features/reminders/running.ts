// Calls that are being made: what was noted so far is kept while the page lives, wherever one looks meanwhile.
import type { CallOutcome, Id } from "@/api/schema";
import { now } from "@/platform";

export interface Running {
  since: number;
  outcome: CallOutcome | null;
  note: string;
}

const running = new Map<Id, Running>();

export const isRunning = (prospect: Id): boolean => running.has(prospect);

/** The call with somebody, begun now if it has not been. */
export function callWith(prospect: Id): Running {
  const known = running.get(prospect);
  if (known) return known;
  const begun: Running = { since: now(), outcome: null, note: "" };
  running.set(prospect, begun);
  return begun;
}

export const endCall = (prospect: Id): boolean => running.delete(prospect);
