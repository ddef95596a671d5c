// What Ctrl+C takes.
import { describe, expect, it, vi } from "vitest";
import type { ProspectRow } from "@/api/schema";
import type { Rows } from "../rows/live";
import type { Column } from "./columns";
import { copied } from "./copy-cells";
import { choose, everything, nothing } from "./selection";

const get = vi.hoisted(() => vi.fn());
vi.mock("@/api/client", async (original) => ({ ...(await original<object>()), get }));

const rows = {
  total: 4,
  records: 4,
  at: (i: number) => (i < 3 ? ({ id: String(i), name: `P${i}`, city: "Lyon" } as ProspectRow) : undefined),
} as Rows;
const column = (key: "name" | "city") => ({ key, field: { show: (row: ProspectRow) => row[key] } }) as Column;
const columns = [column("name"), column("city")];

describe("copying", () => {
  it("takes the chosen rows, in the order of the table, as they read", async () => {
    const two = choose(nothing, ["2", "0"], true, 2);
    expect(await copied(rows, {}, columns, two, { index: 1, key: "name" })).toEqual([
      ["P0", "Lyon"],
      ["P2", "Lyon"],
    ]);
  });

  it("takes the active cell when nothing is chosen", async () => {
    expect(await copied(rows, {}, columns, nothing, { index: 1, key: "city" })).toEqual([["Lyon"]]);
    expect(await copied(rows, {}, columns, nothing, null)).toEqual([]);
  });

  it("fetches what is not in memory of everything", async () => {
    get.mockResolvedValueOnce({ total: 4, items: [{ id: "3", name: "P3", city: "Metz" }] });
    expect(await copied(rows, {}, columns, everything(), null)).toEqual([
      ["P0", "Lyon"],
      ["P1", "Lyon"],
      ["P2", "Lyon"],
      ["P3", "Metz"],
    ]);
    expect(get).toHaveBeenCalledWith("/prospects", { offset: 3, limit: 1 });
  });
  it("takes whoever stands in several groups once", async () => {
    const shown = ["0", "1", "0", "2"];
    const at = (i: number) => ({ id: shown[i], name: `P${shown[i]}`, city: "Lyon" }) as ProspectRow;
    const grouped = { total: 4, records: 3, at } as Rows;
    expect(await copied(grouped, {}, columns, everything(), null)).toEqual([
      ["P0", "Lyon"],
      ["P1", "Lyon"],
      ["P2", "Lyon"],
    ]);
  });
});
