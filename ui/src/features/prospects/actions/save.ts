// Writing one prospect: on screen at once, in the base right after; the former values come back if the core refuses.
import { patch } from "@/api/client";
import { prospectQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Id, Prospect, ProspectEdit, ProspectSaved } from "@/api/schema";
import { words } from "@/app/i18n";
import { undo } from "@/app/undo";
import { showToast } from "@/kit";
import { patchRow } from "../rows/live";
import { edited } from "./optimistic";

/** Saves and answers the prospect as the core wrote it. Throws the failure, for the field to show. */
export async function saveProspect(id: Id, edit: ProspectEdit): Promise<Prospect> {
  const { queryKey } = prospectQuery(id);
  const before = queryClient.getQueryData(queryKey);
  if (before) queryClient.setQueryData(queryKey, edited(before, edit));
  const back = patchRow(id, (row) => edited(row, edit));
  try {
    const { prospect, operation } = await patch<ProspectSaved>(`/prospects/${id}`, edit);
    queryClient.setQueryData(queryKey, prospect);
    patchRow(id, () => prospect);
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
