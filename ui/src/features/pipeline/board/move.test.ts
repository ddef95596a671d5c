// Between which cards a card falls, in manual and in sorted orders.
import { describe, expect, it } from "vitest";
import type { ProspectRow } from "@/api/schema";
import type { Rows } from "@/features/prospects";
import { isSamePlace, neighbours, sortedPlace } from "./move";

const list = (rows: Partial<ProspectRow>[], total = rows.length) =>
  ({
    total,
    at: (i: number) => rows[i] as ProspectRow | undefined,
    indexOf: (id: string) => rows.findIndex((row) => row.id === id),
  }) as Rows;

const abcd = list(["a", "b", "c", "d"].map((id) => ({ id })));

describe("the neighbours of a drop", () => {
  it("are the card below, or the last one above at the end", () => {
    expect(neighbours(abcd, new Set(["x"]), 0)).toEqual({ before: "a" });
    expect(neighbours(abcd, new Set(["x"]), 2)).toEqual({ before: "c" });
    expect(neighbours(abcd, new Set(["x"]), 4)).toEqual({ after: "d" });
  });

  it("are never the moved cards themselves", () => {
    expect(neighbours(abcd, new Set(["c", "d"]), 2)).toEqual({ after: "b" });
    expect(neighbours(abcd, new Set(["a"]), 0)).toEqual({ before: "b" });
  });

  it("are none in an empty column", () => expect(neighbours(list([]), new Set(["x"]), 0)).toEqual({}));
});

describe("a drop where the card is", () => {
  it("changes nothing, above or below itself", () => {
    expect([0, 1, 2, 3].map((i) => isSamePlace(abcd, ["b"], i))).toEqual([false, true, true, false]);
    expect(isSamePlace(abcd, ["b", "c"], 3)).toBe(true);
  });

  it("gathers cards that were apart", () => expect(isSamePlace(abcd, ["a", "c"], 1)).toBe(false));
});

describe("the place in a sorted column", () => {
  const rows = list([
    { name: "Andrieux", value_cents: 900 },
    { name: "Élan", value_cents: 500 },
    { name: "Zoé", value_cents: null },
  ]);

  it("is by amount, highest first, blank last", () => {
    expect(sortedPlace(rows, { value_cents: 700 } as ProspectRow, "value")).toBe(1);
    expect(sortedPlace(rows, { value_cents: null } as ProspectRow, "value")).toBe(3);
  });

  it("is by name, accents aside", () => {
    expect(sortedPlace(rows, { name: "Durand" } as ProspectRow, "name")).toBe(1);
  });

  it("stops at what is not in memory", () => {
    expect(sortedPlace(list([{ name: "A" }], 500), { name: "Z" } as ProspectRow, "name")).toBe(1);
  });
});
