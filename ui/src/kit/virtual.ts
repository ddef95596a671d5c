// Windowed lists: which rows are in the document. Every virtualiser takes its range from here: a container measured before
// its styles would otherwise mount everything.
import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { startTransition, useEffect, useState } from "react";

/** Never more rows than this in the document. */
export const MAX_ROWS = 120;
export const OVERSCAN = 8;
/** So many rows too many or too few change the number of slots: each change mounts rows anew. */
const SLACK = 8;

export function capped(range: Range): number[] {
  const all = defaultRangeExtractor(range);
  return all.length > MAX_ROWS ? all.slice(0, MAX_ROWS) : all;
}

/**
 * Recycled rows: as many are in the document at every place of the list, so that a scroll gives the row that leaves at one
 * end to the one that comes at the other (`key={slots.of(index)}`) and mounts nothing.
 */
export class Slots {
  private size = 0;

  of = (index: number): number => index % Math.max(1, this.size);

  range = ({ startIndex, endIndex, overscan, count }: Range): number[] => {
    const visible = endIndex - startIndex + 1;
    const needed = visible + 2 * overscan;
    if (needed > this.size || needed < this.size - SLACK) this.size = Math.min(MAX_ROWS, needed + 2);
    const before = Math.floor((this.size - visible) / 2);
    const first = Math.max(0, Math.min(count - this.size, startIndex - Math.max(0, before)));
    return Array.from({ length: Math.min(this.size, count) }, (_, i) => first + i);
  };
}

export function useSlots(): Slots {
  const [slots] = useState(() => new Slots());
  return slots;
}

/** The size of a list until it is measured, so that its rows are drawn with it and not after it: most of the window. */
export const beforeMeasured = (): { width: number; height: number } => ({
  width: window.innerWidth,
  height: window.innerHeight * 0.75,
});

/** What is drawn first is what is seen; the rows around it come when the screen has been there for so long, in milliseconds. */
const REST = 250;

/** Rows around the visible ones: none at first. */
export function useOverscan(rows: number): number {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setRested(true)), REST);
    return () => clearTimeout(timer);
  }, []);
  return rested ? rows : 0;
}

/** Row and card heights by density, in CSS pixels: index to pixel is arithmetic. */
export const heights = {
  compact: { row: 32, card: 60 },
  normal: { row: 36, card: 84 },
  airy: { row: 44, card: 84 },
} as const;

export type Density = keyof typeof heights;
