// Reading and changing the settings. A change is on the page at once and in the base right after.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { asFailure, patch } from "@/api/client";
import { sessionQuery, useSession } from "@/api/queries";
import type { Session, Settings, SettingsEdit } from "@/api/schema";
import { failureText } from "@/app/i18n";
import { type Density, showToast } from "@/kit";
import { applySettings, followSystem } from "./appearance";

export const useSettings = (): Settings => useSession().settings;

export const useDensity = (): Density => useSettings().density as Density;

const merge = (settings: Settings, edit: SettingsEdit): Settings => ({
  ...settings,
  ...edit,
  ui: { ...settings.ui, ...(edit.ui ?? {}) },
});

/** Saves settings; the former ones come back if the core refuses. */
export function useSaveSettings(): (edit: SettingsEdit) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (edit) => {
      const before = client.getQueryData(sessionQuery.queryKey);
      client.setQueryData(sessionQuery.queryKey, (s?: Session) => s && { ...s, settings: merge(s.settings, edit) });
      try {
        await patch("/settings", edit);
      } catch (error) {
        client.setQueryData(sessionQuery.queryKey, before);
        showToast({ text: failureText(asFailure(error)), tone: "error" });
      }
    },
    [client],
  );
}

/** Keeps the page as the settings say, for as long as the shell lives. */
export function useApplySettings(): void {
  const settings = useSettings();
  useEffect(() => applySettings(settings), [settings]);
  useEffect(() => followSystem(() => settings.theme), [settings.theme]);
}

export { applyAppearance, languageOf, startLanguage, systemLanguage } from "./appearance";
