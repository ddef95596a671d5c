// What is being typed, as the core understands it.
import { useQuery } from "@tanstack/react-query";
import type { Understood } from "@/api/schema";
import { isSettled } from "@/kit";
import { understoodQuery } from "./data";

/** Nothing while there is nothing to understand. */
export function useUnderstood(text: string): { understood: Understood | undefined; settled: boolean } {
  const asked = text.trim();
  const found = useQuery(understoodQuery(asked));
  return { understood: asked ? found.data : undefined, settled: isSettled(asked, found) };
}

/** With a capital, as what is to be done begins. */
export const titleOf = (words: string): string | null => {
  const text = words.trim();
  return text ? text.charAt(0).toLocaleUpperCase() + text.slice(1) : null;
};
