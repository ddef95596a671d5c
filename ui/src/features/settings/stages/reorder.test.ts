// Dragging a stage: where it lands, and the list that follows.
import { expect, it } from "vitest";
import { moved, placeAt } from "./reorder";

it("lands where the pointer is, within the list", () => {
  expect([placeAt(2, 0, 44, 6), placeAt(2, 21, 44, 6), placeAt(2, 23, 44, 6)]).toEqual([2, 2, 3]);
  expect([placeAt(2, -500, 44, 6), placeAt(2, 5000, 44, 6)]).toEqual([0, 5]);
});

it("keeps every stage, in the new order", () => {
  expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moved(["a", "b", "c", "d"], 3, 0)).toEqual(["d", "a", "b", "c"]);
  expect(moved(["a"], 4, 0)).toEqual(["a"]);
});
