// Calls that are being made: what was noted so far is kept while the page lives, wherever one looks meanwhile.
import type { CallOutcome, Id } from "@/api/schema";
import { now } from "@/platform";

export interface Running {
  since: number;
  outcome: CallOutcome | null;
  note: string;
}

const running = new Map<Id, Running>();

/** `noted`: only where something was said of it. */
export function isRunning(prospect: Id, noted = false): boolean {
  const call = running.get(prospect);
  return call !== undefined && (!noted || call.outcome !== null || call.note.trim() !== "");
}

/** The call with somebody, begun now if it has not been. */
export function callWith(prospect: Id): Running {
  const known = running.get(prospect);
  if (known) return known;
  const begun: Running = { since: now(), outcome: null, note: "" };
  running.set(prospect, begun);
  return begun;
}

/** A call whose end was taken back. */
export const resume = (prospect: Id, call: Running): unknown => running.set(prospect, call);

export const endCall = (prospect: Id): boolean => running.delete(prospect);
