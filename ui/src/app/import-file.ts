// From a file in hand to the import's first step: the core reads it and makes a draft, the import screen shows it.
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useSyncExternalStore } from "react";
import { type ApiFailure, asFailure, post, upload } from "@/api/client";
import type { ImportDraft } from "@/api/schema";
import { words } from "@/app/i18n";
import { closeToast, showToast } from "@/kit";
import { host, type Picked } from "@/platform";

/** What the core reads. */
export const SHEET_EXTENSIONS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "vcf", "json"];

export const extensionOf = (name: string): string => /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

export const isSheet = (name: string): boolean => SHEET_EXTENSIONS.includes(extensionOf(name));

/** Makes a draft of one file. A workbook with a password is tried again with it. */
export const makeDraft = (picked: Picked, password?: string): Promise<ImportDraft> =>
  picked.kind === "path"
    ? post<ImportDraft>("/imports", { path: picked.path, ...(password ? { password } : {}) })
    : upload<ImportDraft>("/imports", picked.file, password ? { password } : {});

/** A file that could not be read, and why: the import's first screen says it and offers another try. */
export interface Refusal {
  picked: Picked;
  failure: ApiFailure;
}

let refusal: Refusal | null = null;
const listeners = new Set<() => void>();

export function setRefusal(next: Refusal | null): void {
  refusal = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useRefusal = (): Refusal | null => useSyncExternalStore(subscribe, () => refusal);

/** Starts the import of what was dropped or chosen: one spreadsheet, else a sentence says why not. */
export function useImportFile(): (picked: Picked[], password?: string) => Promise<void> {
  const navigate = useNavigate();
  return useCallback(
    async (picked, password) => {
      const w = words().drop;
      const [file, ...others] = picked;
      if (!file) return;
      if (others.length > 0) return void showToast({ text: w.onlyOne, id: "drop" });
      if (!isSheet(file.name))
        return void showToast({ text: w.unsupported({ extension: extensionOf(file.name) }), id: "drop" });
      let waiting = "";
      const late = setTimeout(() => {
        waiting = showToast({ text: w.reading({ name: file.name }), time: 0 });
      }, 300);
      try {
        const draft = await makeDraft(file, password);
        setRefusal(null);
        await navigate({ to: "/import/$id", params: { id: draft.id }, search: {} });
      } catch (error) {
        setRefusal({ picked: file, failure: asFailure(error) });
        await navigate({ to: "/import", search: {} });
      } finally {
        clearTimeout(late);
        if (waiting) closeToast(waiting);
      }
    },
    [navigate],
  );
}

/** Asks for a file, then starts its import. */
export function useChooseFile(): () => Promise<void> {
  const start = useImportFile();
  return useCallback(
    async () => start(await host.pickFiles([{ name: words().drop.filter, extensions: SHEET_EXTENSIONS }])),
    [start],
  );
}
