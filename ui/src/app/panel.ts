// The prospect panel at the right. Which prospect it shows is in the address (`p`), so back and forward restore it.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Id } from "@/api/schema";

/** The prospect shown in the panel, if it is open. */
export const usePanelId = (): Id | undefined => useSearch({ strict: false, select: (s: { p?: string }) => s.p });

export function usePanel(): { open: (id: Id) => void; show: (id: Id) => void; close: () => void } {
  const navigate = useNavigate();
  const go = useCallback(
    (p: Id | undefined, replace: boolean) =>
      void navigate({ to: ".", search: (before: object) => ({ ...before, p }), replace }),
    [navigate],
  );
  return {
    open: useCallback((id) => go(id, false), [go]),
    /** Changes the prospect of an open panel without a step in the history of the page (arrows in a list). */
    show: useCallback((id) => go(id, true), [go]),
    close: useCallback(() => go(undefined, false), [go]),
  };
}
