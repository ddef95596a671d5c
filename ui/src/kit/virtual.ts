// Windowed lists: which rows are in the document. Every virtualiser takes its range from here: a container measured before
// its styles would otherwise mount everything.
import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { startTransition, useEffect, useState } from "react";

/** Never more rows than this in the document. */
export const MAX_ROWS = 120;
export const OVERSCAN = 8;
/** Rows kept behind the direction of the scroll. */
const TRAIL = 2;
/** So many rows too many or too few change the number of slots: each change mounts rows anew. */
const SLACK = 8;

export function capped(range: Range): number[] {
  const all = defaultRangeExtractor(range);
  return all.length > MAX_ROWS ? all.slice(0, MAX_ROWS) : all;
}

/** The slot of a row in the document, and which record it showed. */
interface Held {
  slot: number;
  id: string | undefined;
}

export interface Placed {
  index: number;
  slot: number;
}

/** A list that has not moved for so long is at rest, in milliseconds. */
export const AT_REST = 400;

/**
 * Recycled rows: as many are in the document at every place of the list, so that a scroll gives the slot of the row that leaves
 * at one end to the one that comes at the other and mounts nothing. A record that moves keeps its slot: what lies under it
 * is shifted, not written anew. The rows out of sight lie ahead, where the scroll goes: each costs at every frame.
 */
export class Slots {
  private size = 0;
  private top = 0;
  private forward = true;
  private held = new Map<number, Held>();
  /** Of the slots, in the document. */
  private order: readonly number[] = [];

  range = ({ startIndex, endIndex, overscan, count }: Range): number[] => {
    const visible = endIndex - startIndex + 1;
    const trail = Math.min(TRAIL, overscan);
    const needed = visible + overscan + trail;
    if (needed > this.size || needed < this.size - SLACK) this.size = Math.min(MAX_ROWS, needed + 2);
    if (startIndex !== this.top) this.forward = startIndex > this.top;
    this.top = startIndex;
    const before = this.forward ? trail : Math.max(0, this.size - visible - trail);
    const first = Math.max(0, Math.min(count - this.size, startIndex - before));
    return Array.from({ length: Math.min(this.size, count) }, (_, i) => first + i);
  };

  /**
   * The rows with their slots for React keys, in the order in which they belong into the document: while the list moves the
   * slots stay where they are, for a scroll upwards would move every other one; at rest they follow the list, for those
   * who have it read to them. `idOf` is undefined for a row that has not come yet.
   */
  place(indexes: readonly number[], idOf: (index: number) => string | undefined, isMoving: boolean): Placed[] {
    const former = [...this.held];
    const byId = new Map(former.flatMap(([, { id, slot }]) => (id === undefined ? [] : [[id, slot] as const])));
    const next = new Map<number, Held>();
    const taken = new Set<number>();
    const give = (index: number, slot: number | undefined): void => {
      if (slot === undefined || taken.has(slot)) return;
      taken.add(slot);
      next.set(index, { slot, id: idOf(index) });
    };
    for (const index of indexes) give(index, byId.get(idOf(index) ?? ""));
    for (const index of indexes) if (!next.has(index)) give(index, this.held.get(index)?.slot);
    const free = former.map(([, { slot }]) => slot).filter((slot) => !taken.has(slot));
    let unused = 0;
    const fresh = (): number => {
      const left = free.shift();
      if (left !== undefined) return left;
      while (taken.has(unused)) unused += 1;
      return unused;
    };
    for (const index of indexes) if (!next.has(index)) give(index, fresh());
    this.held = next;
    const placed = indexes.map((index) => ({ index, slot: next.get(index)?.slot ?? index }));
    const before = new Map(this.order.map((slot, at) => [slot, at]));
    const at = ({ slot }: Placed): number => before.get(slot) ?? before.size;
    if (isMoving) placed.sort((a, b) => at(a) - at(b));
    this.order = placed.map(({ slot }) => slot);
    return placed;
  }
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
