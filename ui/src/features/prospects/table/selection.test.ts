// Choosing rows one by one, by ranges, and all but some.
import { describe, expect, it } from "vitest";
import { choose, countChosen, everything, isChosen, nothing, span, toggle, toSelection } from "./selection";

describe("a selection", () => {
  it("takes and lets go of rows", () => {
    const one = toggle(nothing, "7", 3);
    expect([isChosen(one, "7"), countChosen(one, 100), one.anchor]).toEqual([true, 1, 3]);
    expect(countChosen(toggle(one, "7", 3), 100)).toBe(0);
  });

  it("extends from the anchor, both ways", () => {
    const from = toggle(nothing, "7", 3);
    expect(span(from, 9, 0)).toEqual([3, 9]);
    expect(span(from, 1, 0)).toEqual([1, 3]);
    expect(span(nothing, 5, 2)).toEqual([2, 5]);
  });

  it("is all but some", () => {
    const most = toggle(everything(), "7", 3);
    expect([isChosen(most, "7"), isChosen(most, "8"), countChosen(most, 12_408)]).toEqual([false, true, 12_407]);
    expect(isChosen(toggle(most, "7", 3), "7")).toBe(true);
    expect(countChosen(choose(most, ["8", "9"], false, null), 12_408)).toBe(12_405);
  });

  it("never counts under nothing", () => {
    expect(countChosen(choose(everything(), ["1", "2"], false, null), 1)).toBe(0);
  });

  it("travels as ids, or as the filters without order and page", () => {
    expect(toSelection(choose(nothing, ["1", "2"], true, 0), {})).toEqual({ by: "ids", ids: ["1", "2"] });
    const query = { search: "lea", stage: "contacte", sort: "-value", offset: 400, limit: 200 };
    expect(toSelection(toggle(everything(), "7", 3), query)).toEqual({
      by: "query",
      query: { search: "lea", stage: "contacte" },
      except: ["7"],
    });
  });
});
