// How long a prospect has waited for a word from us, once that is longer than its stage allows.
import type { ProspectRow, Stage } from "@/api/schema";
import { daysSince } from "@/format";
import { now } from "@/platform";

/** Where a stage says nothing. */
const USUAL_LIMIT = 14;

/** An ended stage waits for nothing. */
export const limitOf = (stage: Stage | undefined): number | null =>
  stage?.kind === "open" ? (stage.limit_days ?? USUAL_LIMIT) : null;

export function waitedDays(
  row: Pick<ProspectRow, "last_interaction_at" | "created_at" | "do_not_contact_at" | "next_action_at">,
  limit: number | null,
): number | null {
  if (limit === null || row.do_not_contact_at !== null) return null;
  // Something is planned: nobody waits for nothing.
  if (row.next_action_at !== null && row.next_action_at > now()) return null;
  const days = daysSince(row.last_interaction_at ?? row.created_at);
  return days > limit ? days : null;
}
