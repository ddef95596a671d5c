// What can be done with an import once it is prepared: run, cancel, abandon, save what it left out.
import { blob, del, post } from "@/api/client";
import { importsQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Id, ImportProgress, ImportReport, SavedFile } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { showToast } from "@/kit";
import { download, host } from "@/platform";
import { begun, type Counted, counted, progressQuery } from "./data";
import { savable } from "./flow";

/** Follows an import to its end, whatever screen is shown; says the result when its own screen is not there. */
function follow(id: Id): () => void {
  const stop = host.onEvent("progress", (payload) => {
    const event = payload as ImportProgress;
    if (event.id !== id || event.state === "running") return;
    stop();
    // Cancelled or failed, it leaves its draft to be tried again.
    if (event.state !== "done") begun.delete(id);
    queryClient.setQueryData(progressQuery(id).queryKey, event);
    void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
    const address = `#/import/${id}`;
    if (!event.report || window.location.hash.startsWith(address)) return;
    const { file_name: file, created, updated } = event.report;
    const w = words().imports.progress;
    const see = () => {
      window.location.hash = address;
    };
    showToast({ text: w.finished({ file, created, updated }), action: { label: w.see, run: see } });
  });
  return stop;
}

/** Begins an import; false when the core refused. */
export async function run(id: Id, counts?: Counted): Promise<boolean> {
  const unfollow = follow(id);
  begun.add(id);
  if (counts) counted.set(id, counts);
  // A trial still under way would come after the run, and find its draft gone.
  void queryClient.cancelQueries({ queryKey: ["import-preview", id] });
  try {
    const progress = await post<ImportProgress>(`/imports/${id}/run`);
    // Asked before there was any: « not found » would come after this answer and bring the wizard back.
    await queryClient.cancelQueries({ queryKey: progressQuery(id).queryKey });
    const before = queryClient.getQueryData(progressQuery(id).queryKey);
    // A short import is over before the answer to its start: the event has already said so.
    if (before?.state !== "done") queryClient.setQueryData(progressQuery(id).queryKey, progress);
    return true;
  } catch (error) {
    unfollow();
    begun.delete(id);
    failureToast(error);
    return false;
  }
}

export async function cancel(id: Id): Promise<void> {
  try {
    await post(`/imports/${id}/cancel`);
    await queryClient.invalidateQueries({ queryKey: progressQuery(id).queryKey });
  } catch (error) {
    failureToast(error);
  }
}

/** Gives a draft up. Nothing of it was in the base. */
export async function abandon(id: Id): Promise<void> {
  try {
    await del(`/imports/${id}/draft`);
    queryClient.removeQueries({ queryKey: ["import-draft", id] });
    showToast({ text: words().imports.dropped });
  } catch (error) {
    failureToast(error);
  }
}

/** Text files come back as text, books as books. */
const extensionOf = (file: string): string => (/\.(csv|tsv|txt)$/i.test(file) ? "csv" : "xlsx");

export async function saveRejects(report: ImportReport): Promise<void> {
  const w = words().imports.report;
  const extension = extensionOf(report.file_name);
  const name = `${w.rejectsName({ file: report.file_name.replace(/\.[^.]+$/, "") })}.${extension}`;
  try {
    const target = await host.pickSave(name, [{ name: extension.toUpperCase(), extensions: [extension] }]);
    if (!target) return;
    if (target.kind === "download") {
      download(await blob("GET", `/imports/${report.id}/rejects`), name);
      showToast({ text: w.saved(savable(report)) });
      return;
    }
    const saved = await post<SavedFile>(`/imports/${report.id}/rejects`, { path: target.path });
    showToast({ text: w.saved(saved.rows), action: { label: w.reveal, run: () => void host.reveal(saved.path) } });
  } catch (error) {
    failureToast(error);
  }
}
