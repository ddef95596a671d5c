// Windowed lists. Every virtualiser uses `capped`: a container measured before its styles would otherwise mount everything.
import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";

/** Never more rows than this in the document. */
export const MAX_ROWS = 120;
export const OVERSCAN = 8;
/** Rows are recycled: `key={index % SLOTS}`. */
export const SLOTS = 128;

export function capped(range: Range): number[] {
  const all = defaultRangeExtractor(range);
  return all.length > MAX_ROWS ? all.slice(0, MAX_ROWS) : all;
}

/** Row and card heights by density, in CSS pixels: index to pixel is arithmetic. */
export const heights = {
  compact: { row: 32, card: 60 },
  normal: { row: 36, card: 84 },
  airy: { row: 44, card: 84 },
} as const;

export type Density = keyof typeof heights;
