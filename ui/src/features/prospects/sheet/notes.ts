// Writing notes. Each write is one operation with its undo.
import { del, patch, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Activity, ActivitySaved, Done, Id } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";

/** A note may have put tags on her. */
const fresh = () => invalidate(queryClient, ["activity", "prospect_tag", "tag"]);

export async function addNote(id: Id, body: string): Promise<void> {
  await post<ActivitySaved>(`/prospects/${id}/notes`, { body });
  fresh();
}

export async function editNote(activity: Activity, body: string): Promise<void> {
  await patch<ActivitySaved>(`/activities/${activity.id}`, { body });
  fresh();
}

export async function deleteNote(activity: Activity): Promise<void> {
  try {
    const { operation } = await del<Done>(`/activities/${activity.id}`);
    undoToast(words().prospects.done.noteDeleted, operation);
    fresh();
  } catch (error) {
    failureToast(error);
  }
}
