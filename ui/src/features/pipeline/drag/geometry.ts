// Where a dragged card is. Heights are fixed, so that place and pixel are arithmetic: nothing is measured while dragging.

export const THRESHOLD = 5;
/** Height of the strip at each end of a column in which it scrolls by itself. */
export const EDGE = 48;
/** The same at the sides of the board. */
export const SIDE = 40;

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const isBeyond = (dx: number, dy: number, threshold = THRESHOLD): boolean => Math.hypot(dx, dy) >= threshold;

export const isInside = (x: number, y: number, box: Box): boolean =>
  x >= box.left && x < box.right && y >= box.top && y < box.bottom;

/** The column under the pointer; between two columns none. Height does not count: a card falls from anywhere. */
export const columnAt = <T extends { box: Box }>(x: number, columns: readonly T[]): T | undefined =>
  columns.find(({ box }) => x >= box.left && x < box.right);

export interface ListPlace {
  /** Top of the list on screen. */
  top: number;
  scrollTop: number;
  /** Height of a card and the gap under it. */
  stride: number;
  count: number;
}

/** Before which card the dragged one would fall: its top edge decides. */
export function insertionIndex(cardTop: number, { top, scrollTop, stride, count }: ListPlace): number {
  const index = Math.round((cardTop - top + scrollTop) / stride);
  return Math.min(count, Math.max(0, index));
}

/** Pixels to scroll in this frame: none in the middle, faster towards the end. */
export function edgeScroll(at: number, start: number, end: number, edge = EDGE): number {
  if (end - start < edge * 2) return 0;
  if (at < start + edge) return -Math.ceil(Math.min(edge * 2, start + edge - at) / 3);
  if (at > end - edge) return Math.ceil(Math.min(edge * 2, at - (end - edge)) / 3);
  return 0;
}

export const sideScroll = (x: number, left: number, right: number): number =>
  x < left + SIDE ? -12 : x > right - SIDE ? 12 : 0;
