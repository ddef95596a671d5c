// A change of what the settings keep as records (stages, tags, members, fields): done, said in the core's own words with
// the way back. A refusal about the value comes back to the field; any other becomes a message.
import { type ApiFailure, asFailure, get } from "@/api/client";
import { sessionQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { History, Id } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, operationText, undo } from "@/app/undo";
import { showToast, undoTime } from "@/kit";

interface Written {
  operation: Id | null;
}

/** The core says how many prospects were concerned: its sentence is better than ours. */
async function say(operation: Id): Promise<void> {
  const { items } = await get<History>("/history", { limit: 10 });
  const found = items.find((item) => item.id === operation);
  if (!found) return;
  const { count, moved } = found.params;
  // One toast for all settings: the latest change takes the place of the one before.
  showToast({
    id: "settings",
    text: operationText(found),
    time: undoTime(Number(count ?? moved ?? 1)),
    action: { label: words().toast.undo, run: () => void undo(operation) },
  });
}

/** Answers what the field is to say, or nothing when all went well. */
export async function write(call: () => Promise<Written>): Promise<ApiFailure | null> {
  try {
    const { operation } = await call();
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    if (operation !== null) await say(operation);
    return null;
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "invalid") failureToast(failure);
    return failure;
  }
}
