// The active cell under every key of the grid.
import { describe, expect, it } from "vitest";
import { travel } from "./cursor";

const bounds = { rows: 100_000, keys: ["name", "company", "city"], page: 20 };
const from = { index: 50, key: "company" };
const go = (key: string, ctrl = false, cell = from) => {
  const next = travel(cell, { key, ctrl }, bounds);
  return next && [next.index, next.key];
};

describe("the active cell", () => {
  it("follows the arrows", () => {
    expect([go("ArrowDown"), go("ArrowUp"), go("ArrowLeft"), go("ArrowRight")]).toEqual([
      [51, "company"],
      [49, "company"],
      [50, "name"],
      [50, "city"],
    ]);
  });

  it("goes by pages and to the ends", () => {
    expect([go("PageDown"), go("PageUp"), go("Home"), go("End")]).toEqual([
      [70, "company"],
      [30, "company"],
      [50, "name"],
      [50, "city"],
    ]);
    expect([go("Home", true), go("End", true), go("ArrowDown", true)]).toEqual([
      [0, "name"],
      [99_999, "city"],
      [99_999, "company"],
    ]);
  });

  it("stays inside", () => {
    expect(go("ArrowUp", false, { index: 0, key: "name" })).toEqual([0, "name"]);
    expect(go("PageDown", false, { index: 99_995, key: "city" })).toEqual([99_999, "city"]);
    expect(go("ArrowRight", false, { index: 3, key: "city" })).toEqual([3, "city"]);
  });

  it("leaves other keys alone", () => expect(go("a")).toBeNull());
});
