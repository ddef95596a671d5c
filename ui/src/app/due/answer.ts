// What is answered on the notification of the system: the same as on the line of the page. The page comes forward only where
// it has something to ask or to show.
import { asOf } from "@/api/as-of";
import { prospectQuery, sessionQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { ReminderRow } from "@/api/schema";
import { complete, putOff, wishStep } from "@/features/reminders";
import { host, type NoticeAnswer } from "@/platform";
import { answered, dueNow } from "./follow";

/** Done, unless her stage demands what comes next: then her sheet, which has still to be opened, asks for it. */
export async function finish(row: ReminderRow): Promise<boolean> {
  const [{ stages }, person] = await Promise.all([
    queryClient.fetchQuery(sessionQuery),
    queryClient.fetchQuery(prospectQuery(row.prospect_id)).catch(() => undefined),
  ]);
  if (!row.repeat && stages.find(({ id }) => id === person?.stage_id)?.demands_next) {
    wishStep(row.prospect_id, "next");
    return false;
  }
  answered(new Set([row.id]));
  return complete(row, {});
}

export function later(row: ReminderRow, until: string): Promise<boolean> {
  answered(new Set([row.id]));
  return putOff(row, until);
}

/** False where there is something to see: the question of what comes next, a refusal, or one that was answered elsewhere. */
async function isSettled(action: string, row: ReminderRow): Promise<boolean> {
  // A page of the past writes nothing.
  if (asOf() !== null || !(await dueNow()).has(row.id)) return false;
  if (action === "done") return finish(row);
  return action === "later" && later(row, "later");
}

async function answer({ action, opens, about }: NoticeAnswer): Promise<void> {
  const row = about as ReminderRow | null | undefined;
  if (row && (await isSettled(action, row).catch(() => false))) return;
  if (row) answered(new Set([row.id]));
  await host.comeForward();
  if (opens) window.location.hash = opens;
}

/** Listens for as long as the page lives. */
export const followNotices = (): (() => void) => host.onNotice((given) => void answer(given));
