// Writing one prospect: on screen at once, in the base right after; the former values come back if the core refuses. Writes of
// one prospect reach the core in the order in which they were made.
import { patch } from "@/api/client";
import { prospectQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Id, Prospect, ProspectEdit, ProspectSaved } from "@/api/schema";
import { words } from "@/app/i18n";
import { undo } from "@/app/undo";
import { showToast } from "@/kit";
import { patchRow } from "../rows/live";
import { edited } from "./optimistic";

const last = new Map<Id, Promise<unknown>>();

/** Runs once all writes of this prospect that came before have been answered. */
function inTurn<T>(id: Id, run: () => Promise<T>): Promise<T> {
  const before = last.get(id);
  const mine = before ? before.then(run, run) : run();
  last.set(id, mine);
  const forget = () => {
    if (last.get(id) === mine) last.delete(id);
  };
  mine.then(forget, forget);
  return mine;
}

/** Saves and answers the prospect as the core wrote it. Throws the failure, for the field to show. */
export async function saveProspect(id: Id, edit: ProspectEdit): Promise<Prospect> {
  const { queryKey } = prospectQuery(id);
  const before = queryClient.getQueryData(queryKey);
  if (before) {
    // What was asked before this write answers without it.
    void queryClient.cancelQueries({ queryKey, exact: true });
    queryClient.setQueryData(queryKey, edited(before, edit));
  }
  const back = patchRow(id, (row) => edited(row, edit));
  try {
    const writing = inTurn(id, () => patch<ProspectSaved>(`/prospects/${id}`, edit));
    const { prospect, operation } = await writing;
    // A write that waits behind this one is on screen already.
    if ((last.get(id) ?? writing) === writing) {
      queryClient.setQueryData(queryKey, prospect);
      patchRow(id, () => prospect);
    }
    if (operation) {
      const w = words();
      const text = w.operations["prospects.edit"]({ name: prospect.name });
      showToast({ text, id: "edited", action: { label: w.toast.undo, run: () => void undo(operation) } });
    }
    return prospect;
  } catch (error) {
    if (before) queryClient.setQueryData(queryKey, before);
    back();
    throw error;
  }
}
