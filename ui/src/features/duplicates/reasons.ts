// Why two records may be one, in words: what agrees first, what does not last.
import type { Reason } from "@/api/schema";
import type { Messages } from "@/app/i18n";

/** Never said to be certain: 99 and not 100. */
export const percentOf = (score: number): number => Math.min(99, Math.floor(score * 100));

const order = { same: 0, close: 1, different: 2 } as const;

export function reasonTexts(reasons: readonly Reason[], w: Messages["duplicates"]): string[] {
  const sorted = [...reasons].sort((a, b) => order[a.likelihood] - order[b.likelihood]);
  const texts = sorted.map(({ kind, likelihood }) => w[likelihood](w.reasons[kind]));
  return [...new Set(texts)];
}
