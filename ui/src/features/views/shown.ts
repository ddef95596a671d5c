// The views, and the one whose screen is open. Reading them waits for the first screen: the sidebar can do without.
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { get } from "@/api/client";
import type { View } from "@/api/schema";
import { language } from "@/app/i18n";

export const viewsKey = ["views"];

/** All views; nothing is asked while nobody needs them. */
export function useViews(enabled = true): View[] {
  const lang = language();
  const { data } = useQuery({
    queryKey: [...viewsKey, lang],
    enabled,
    queryFn: ({ signal }) => get<View[]>("/views", { lang }, signal),
  });
  return data ?? [];
}

/** The view that the address names. */
export function useShownView(): View | undefined {
  const { v } = useSearch({ strict: false }) as { v?: string };
  const views = useViews(v !== undefined);
  return v ? views.find((view) => view.id === v) : undefined;
}
