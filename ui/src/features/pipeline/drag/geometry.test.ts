// Where a dragged card would fall, and when the board scrolls by itself.
import { describe, expect, it } from "vitest";
import { columnAt, edgeScroll, insertionIndex, isBeyond, isInside, sideScroll } from "./geometry";

const box = (left: number, right: number) => ({ box: { left, right, top: 100, bottom: 700 } });

describe("a drag", () => {
  it("begins after five pixels, in any direction", () => {
    expect([isBeyond(4, 0), isBeyond(3, 4), isBeyond(0, -5), isBeyond(-3, 3)]).toEqual([false, true, true, false]);
  });

  it("finds its column by the side only, and none in a gap", () => {
    const columns = [box(0, 268), box(280, 548)];
    expect(columnAt(10, columns)).toBe(columns[0]);
    expect(columnAt(280, columns)).toBe(columns[1]);
    expect(columnAt(270, columns)).toBeUndefined();
    expect(isInside(10, 99, columns[0]?.box ?? box(0, 0).box)).toBe(false);
  });
});

describe("the place of a card", () => {
  const list = { top: 100, scrollTop: 0, stride: 92, count: 10 };

  it("is decided by its top edge", () => {
    expect([100, 145, 147, 192, 1000].map((y) => insertionIndex(y, list))).toEqual([0, 0, 1, 1, 10]);
  });

  it("follows the scroll of the column", () => {
    expect(insertionIndex(100, { ...list, scrollTop: 920, count: 10_000 })).toBe(10);
    expect(insertionIndex(150, { ...list, scrollTop: 919_954, count: 10_000 })).toBe(10_000);
  });

  it("is the first one in an empty column and above its top", () => {
    expect(insertionIndex(600, { ...list, count: 0 })).toBe(0);
    expect(insertionIndex(-40, list)).toBe(0);
  });
});

describe("scrolling by itself", () => {
  it("happens at the ends only, faster towards them, never without bound", () => {
    expect(edgeScroll(400, 100, 700)).toBe(0);
    expect(edgeScroll(140, 100, 700)).toBeLessThan(0);
    expect(edgeScroll(110, 100, 700)).toBeLessThan(edgeScroll(140, 100, 700));
    expect(edgeScroll(690, 100, 700)).toBeGreaterThan(0);
    expect(edgeScroll(5000, 100, 700)).toBe(32);
    expect(edgeScroll(-5000, 100, 700)).toBe(-32);
  });

  it("does not fight itself in a low column", () => expect(edgeScroll(120, 100, 180)).toBe(0));

  it("moves the board sideways near its sides", () => {
    expect([sideScroll(10, 0, 1000), sideScroll(500, 0, 1000), sideScroll(990, 0, 1000)]).toEqual([-12, 0, 12]);
  });
});
