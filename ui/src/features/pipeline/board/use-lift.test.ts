// Carrying a lifted card by key.
import { describe, expect, it } from "vitest";
import type { Stage } from "@/api/schema";
import { carry } from "./use-lift";

const stages = ["a", "b", "c"].map((id) => ({ id, label: id }) as Stage);
const counts: Record<string, number> = { a: 3, b: 1, c: 0 };
const context = { stages, manual: true, count: (id: string) => counts[id] ?? 0 };
const from = { ids: ["7"], stage: "a", index: 2 };

describe("a lifted card", () => {
  it("goes from column to column and keeps within their cards", () => {
    expect(carry(from, "ArrowRight", context)).toMatchObject({ stage: "b", index: 1 });
    expect(carry(from, "ArrowLeft", context)).toMatchObject({ stage: "a", index: 2 });
    expect(carry({ ...from, stage: "c", index: 0 }, "ArrowRight", context)).toMatchObject({ stage: "c", index: 0 });
  });

  it("goes up and down in its column", () => {
    expect(carry(from, "ArrowUp", context)?.index).toBe(1);
    expect(carry(carry(from, "ArrowDown", context) ?? from, "ArrowDown", context)?.index).toBe(3);
  });

  it("has no place in a sorted board", () => {
    expect(carry(from, "ArrowDown", { ...context, manual: false })?.index).toBe(0);
  });

  it("leaves other keys alone", () => expect(carry(from, "a", context)).toBeNull());
});
