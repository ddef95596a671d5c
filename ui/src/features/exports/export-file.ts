// Writing a list out: the core writes where the window's dialog says, the browser downloads.
import { blob, post } from "@/api/client";
import type { ExportRequest, SavedFile } from "@/api/schema";
import { language, words } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { showToast } from "@/kit";
import { download, host, today } from "@/platform";

const endings: Record<ExportRequest["format"], string> = {
  xlsx: "xlsx",
  csv: "csv",
  vcard: "vcf",
  vcard3: "vcf",
  json: "json",
};

/** Stops the exports under way: their own calls then tell that they were stopped. */
export const stopExports = (): void => void post("/exports/cancel").catch(failureToast);

/** False when the user gave up in the save dialog, or when the core refused. */
export async function exportFile(request: ExportRequest, count: number): Promise<boolean> {
  const w = words().exports;
  const ending = endings[request.format];
  const isBase = request.format === "json" && !request.selection;
  const name = `${isBase ? w.baseName : w.fileName}-${today()}.${ending}`;
  const said = { ...request, lang: language() };
  try {
    const target = await host.pickSave(name, [{ name: w.formats[request.format], extensions: [ending] }]);
    if (!target) return false;
    if (target.kind === "download") {
      download(await blob("POST", "/exports", said), name);
      showToast({ text: w.done(count) });
      return true;
    }
    const saved = await post<SavedFile>("/exports", { ...said, path: target.path });
    showToast({ text: w.done(saved.rows), action: { label: w.reveal, run: () => void host.reveal(saved.path) } });
    return true;
  } catch (error) {
    failureToast(error);
    return false;
  }
}
