// Rows and heads of a grouped list.
import { expect, it } from "vitest";
import type { Group } from "@/api/schema";
import { Sections } from "./sections";

const groups = [3, 1, 2].map((count, i): Group => ({ key: `g${i}`, label: `G${i}`, color: null, count, value: [] }));
const open = new Sections(groups, new Set());
const folded = new Sections(groups, new Set(["g1"]));
const said = (sections: Sections) =>
  Array.from({ length: sections.count }, (_, place) => {
    const at = sections.at(place);
    return typeof at === "number" ? at : at?.group.key;
  });

it("has a head before the rows of each group, and no rows under one that is folded", () => {
  expect(said(open)).toEqual(["g0", 0, 1, 2, "g1", 3, "g2", 4, 5]);
  expect(said(folded)).toEqual(["g0", 0, 1, 2, "g1", "g2", 4, 5]);
  expect(said(new Sections([], new Set()))).toEqual([]);
});

it("finds the place of every row again, of a folded one its head", () => {
  for (const sections of [open, folded])
    for (let row = 0; row < 6; row += 1) {
      const at = sections.at(sections.placeOf(row));
      if (typeof at === "number") expect(at).toBe(row);
      else expect(at?.group.key).toBe("g1");
    }
});

it("steps over a folded group either way", () => {
  expect([folded.visible(3, true), folded.visible(3, false), folded.visible(2, true)]).toEqual([4, 2, 2]);
  const only = new Sections(groups, new Set(["g0", "g2"]));
  expect([only.visible(0, false), only.visible(5, true)]).toEqual([3, 3]);
  expect(new Sections(groups, new Set(["g0", "g1", "g2"])).visible(1, true)).toBeNull();
});
