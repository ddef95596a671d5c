// What Ctrl+C takes.
import { describe, expect, it } from "vitest";
import type { ProspectRow } from "@/api/schema";
import type { Rows } from "../rows/live";
import type { Column } from "./columns";
import { copied } from "./copy-cells";
import { choose, everything, nothing } from "./selection";

const rows = {
  total: 4,
  at: (i: number) => (i < 3 ? ({ id: String(i), name: `P${i}`, city: "Lyon" } as ProspectRow) : undefined),
} as Rows;
const column = (key: "name" | "city") => ({ key, field: { show: (row: ProspectRow) => row[key] } }) as Column;
const columns = [column("name"), column("city")];

describe("copying", () => {
  it("takes the chosen rows, in the order of the table, as they read", () => {
    const two = choose(nothing, ["2", "0"], true, 2);
    expect(copied(rows, columns, two, { index: 1, key: "name" })).toEqual([
      ["P0", "Lyon"],
      ["P2", "Lyon"],
    ]);
  });

  it("takes the active cell when nothing is chosen", () => {
    expect(copied(rows, columns, nothing, { index: 1, key: "city" })).toEqual([["Lyon"]]);
    expect(copied(rows, columns, nothing, null)).toEqual([]);
  });

  it("takes what is in memory of everything", () => {
    expect(copied(rows, columns, everything(), null)).toHaveLength(3);
  });
});
