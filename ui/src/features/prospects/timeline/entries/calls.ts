// Correcting calls. Each write is one operation with its undo.
import { del, patch } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Activity, ActivityEdit, ActivitySaved, CallOutcome, Direction, Done, JsonValue } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { fromLocalInput, localInput } from "@/format";

export interface Held {
  direction: Direction;
  outcome: CallOutcome;
  minutes: number | null;
}

/** What an entry holds of its call. */
export const heldIn = ({ direction, outcome, minutes }: Record<string, JsonValue>): Held => ({
  direction: direction === "in" ? "in" : "out",
  outcome: (["message", "no_answer", "wrong_number"] as const).find((one) => one === outcome) ?? "reached",
  minutes: typeof minutes === "number" ? minutes : null,
});

/** What the form holds, as it was typed. */
export interface Typed {
  direction: Direction;
  outcome: CallOutcome;
  minutes: string;
  at: string;
  body: string;
}

export function typedOf(activity: Activity): Typed {
  const { direction, outcome, minutes } = heldIn(activity.data);
  return {
    ...{ direction, outcome },
    minutes: minutes === null ? "" : String(minutes),
    at: localInput(activity.at),
    body: activity.body ?? "",
  };
}

/** What is to be changed, or which field cannot be read. A field of the browser knows no seconds: left alone, it changes none. */
export function editOf(activity: Activity, typed: Typed): ActivityEdit | "minutes" | "at" {
  const before = typedOf(activity);
  const edit: ActivityEdit = {};
  if (typed.direction !== before.direction) edit.direction = typed.direction;
  if (typed.outcome !== before.outcome) edit.outcome = typed.outcome;
  if (typed.body.trim() !== before.body) edit.body = typed.body.trim();
  if (typed.minutes.trim() !== before.minutes) {
    if (!/^\d*$/.test(typed.minutes.trim())) return "minutes";
    edit.minutes = Number(typed.minutes);
  }
  if (typed.at !== before.at) {
    const at = fromLocalInput(typed.at);
    if (at === null) return "at";
    edit.at = at;
  }
  return edit;
}

const fresh = () => invalidate(queryClient, ["activity"]);

export async function editCall(activity: Activity, edit: ActivityEdit): Promise<void> {
  await patch<ActivitySaved>(`/activities/${activity.id}`, edit);
  fresh();
}

export async function deleteCall(activity: Activity): Promise<void> {
  try {
    const { operation } = await del<Done>(`/activities/${activity.id}`);
    undoToast(words().timeline.call.removed, operation);
    fresh();
  } catch (error) {
    failureToast(error);
  }
}
