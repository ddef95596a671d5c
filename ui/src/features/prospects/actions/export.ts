// A selection as a spreadsheet: written by the core where the user says, or handed to the browser.
import { blob, post } from "@/api/client";
import type { ExportFormat, Selection } from "@/api/schema";
import { language, words } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { showToast } from "@/kit";
import { download, host, today } from "@/platform";

export async function exportSelection(selection: Selection, format: ExportFormat, count: number): Promise<void> {
  const w = words().prospects.actions;
  const name = `${w.fileName}-${today()}.${format}`;
  const title = format === "xlsx" ? w.asXlsx : w.asCsv;
  try {
    const target = await host.pickSave(name, [{ name: title, extensions: [format] }]);
    if (!target) return;
    const request = { selection, format, lang: language() };
    if (target.kind === "path") await post("/exports", { ...request, path: target.path });
    else download(await blob("POST", "/exports", request), name);
    showToast({ text: w.exported(count) });
  } catch (error) {
    failureToast(error);
  }
}
