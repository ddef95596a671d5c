// Whether a media query holds, followed.
import { useSyncExternalStore } from "react";

/** Where what has an icon says its word by a tooltip only. */
export const NARROW = "(max-width: 760px)";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}
