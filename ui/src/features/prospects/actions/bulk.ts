// Doing the same to one or to a hundred thousand prospects: one call, one operation, one undo.
import { post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { BulkAction, BulkAnswer, Id, ProspectRow, Selection, Session, ShareBy, TagSaved } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { closeToast, showToast } from "@/kit";
import { now } from "@/platform";
import { patchRow } from "../rows/live";
import { looked } from "./look";
import { edited } from "./optimistic";
import { reasonFor } from "./reason";
import { Declined, withRequired } from "./required";

export const byIds = (ids: readonly Id[]): Selection => ({ by: "ids", ids: [...ids] });

/** What a row will look like; nothing when it leaves the list. */
function after(row: ProspectRow, action: BulkAction): ProspectRow {
  if (action.kind === "stage") return { ...row, stage_id: action.stage_id };
  if (action.kind === "assign") return { ...row, owner_id: action.owner_id ?? null };
  if (action.kind === "edit") return edited(row, action.fields);
  if (action.kind === "add_tags") return { ...row, tag_ids: [...new Set([...row.tag_ids, ...action.tag_ids])] };
  if (action.kind === "remove_tags")
    return { ...row, tag_ids: row.tag_ids.filter((id) => !action.tag_ids.includes(id)) };
  if (action.kind === "delete") return { ...row, deleted_at: now() };
  return row;
}

function showAtOnce(selection: Selection, action: BulkAction): () => void {
  if (selection.by !== "ids" || selection.ids.length > 500) return () => {};
  const backs = selection.ids.map((id) => patchRow(id, (row) => after(row, action)));
  return () => {
    for (const back of backs) back();
  };
}

/** Does it and says it, with the number. Answers false when the core refused, or who looked at it first. */
export async function act(
  selection: Selection,
  action: BulkAction,
  say: (changed: number) => string,
  name?: string,
): Promise<boolean> {
  if (!(await looked(selection, action))) return false;
  let shown: (() => void) | null = null;
  const show = () => {
    shown ??= showAtOnce(selection, action);
  };
  const back = () => {
    shown?.();
    shown = null;
  };
  const send = async (asked: BulkAction): Promise<BulkAnswer> => {
    show();
    const working = sayWhileWorking();
    try {
      return await post<BulkAnswer>("/prospects/bulk", { selection, action: asked });
    } finally {
      working();
    }
  };
  try {
    const going = selection.by === "ids" ? selection.ids.length : Number.POSITIVE_INFINITY;
    const reason = action.kind === "stage" ? await reasonFor(action.stage_id, going, name) : {};
    const answer = await (action.kind === "stage"
      ? withRequired(
          (given) => send({ ...action, ...reason, ...given }),
          selection.by === "ids" ? selection.ids : [],
          back,
        )
      : send(action));
    if (answer.operation === null && action.kind !== "erase") showToast({ text: words().prospects.done.unchanged });
    else if (action.kind === "erase") showToast({ text: say(answer.changed) });
    else undoToast(say(answer.changed), answer.operation, answer.changed);
    invalidate(queryClient, ["prospect", "prospect_tag", "activity", "reminder"]);
    return true;
  } catch (error) {
    back();
    if (!(error instanceof Declined)) failureToast(error);
    return false;
  }
}

/** Nothing under 300 ms; then a line until the work is done. */
function sayWhileWorking(): () => void {
  let toast = "";
  const late = setTimeout(() => {
    toast = showToast({ text: words().prospects.done.working, time: 0 });
  }, 300);
  return () => {
    clearTimeout(late);
    if (toast) closeToast(toast);
  };
}

export const moveToStage = (selection: Selection, stage: { id: Id; label: string }, name?: string): Promise<boolean> =>
  act(
    selection,
    { kind: "stage", stage_id: stage.id, custom: {} },
    (count) => words().prospects.done.stage({ count, name, stage: stage.label }),
    name,
  );

export const tag = (selection: Selection, label: { id: Id; name: string }, on: boolean): Promise<boolean> =>
  act(selection, { kind: on ? "add_tags" : "remove_tags", tag_ids: [label.id] }, (count) =>
    words().prospects.done.tagged({ count, tag: label.name, on }),
  );

export const assign = (selection: Selection, owner: { id: Id; name: string } | null): Promise<boolean> =>
  act(selection, { kind: "assign", owner_id: owner?.id ?? null }, (count) =>
    owner ? words().prospects.done.assigned({ count, owner: owner.name }) : words().prospects.done.unassigned(count),
  );

/** Among members, each as many as may be; whole groups to one where they are shared by one. */
export const shareOut = (selection: Selection, members: readonly Id[], by: ShareBy): Promise<boolean> =>
  act(selection, { kind: "distribute", member_ids: [...members], by }, (count) =>
    words().prospects.share.done({ count, members: members.length }),
  );

export const toTrash = (selection: Selection): Promise<boolean> =>
  act(selection, { kind: "delete" }, (count) => words().prospects.done.trashed(count));

export const restore = (selection: Selection): Promise<boolean> =>
  act(selection, { kind: "restore" }, (count) => words().prospects.done.restored(count));

export const erase = (selection: Selection, count: number): Promise<boolean> =>
  act(selection, { kind: "erase", count }, (erased) => words().prospects.erase.done(erased));

/** A new tag, known to the session at once. */
export async function createTag(name: string): Promise<{ id: Id; name: string } | null> {
  try {
    const { tag: made } = await post<TagSaved>("/tags", { name });
    queryClient.setQueryData<Session>(
      ["session"],
      (s) => s && { ...s, tags: [...s.tags.filter((t) => t.id !== made.id), { ...made, prospects: 0 }] },
    );
    return made;
  } catch (error) {
    failureToast(error);
    return null;
  }
}
