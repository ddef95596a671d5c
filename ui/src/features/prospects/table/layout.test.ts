// The user's columns: what is saved is read back, whatever has happened to the fields since.
import { describe, expect, it } from "vitest";
import {
  forgetWidth,
  hide,
  type Layout,
  MIN_WIDTH,
  readLayout,
  resize,
  shift,
  show,
  startColumns,
  widthOf,
} from "./layout";

const known = new Set(["name", ...startColumns, "sector"]);
const start = readLayout(undefined, known);
const saved = (layout: Layout) => readLayout(JSON.parse(JSON.stringify(layout)), known);

describe("columns", () => {
  it("start as the product has them", () => {
    expect(start.shown).toEqual(startColumns);
    expect(widthOf(start, "name")).toBe(190);
  });

  it("come back as they were left", () => {
    const mine = resize(shift(hide(show(start, "sector"), "city"), "email", -2), "company", 222);
    expect(saved(mine)).toEqual(mine);
    expect(saved(mine).shown.slice(0, 2)).toEqual(["email", "company"]);
    expect(saved(mine).shown.at(-1)).toBe("sector");
    expect(widthOf(saved(mine), "company")).toBe(222);
  });

  it("show a new field of the user's own until he hides it", () => {
    const withOwn = new Set([...known, "custom.1"]);
    const read = (layout: unknown) => readLayout(JSON.parse(JSON.stringify(layout)), withOwn, ["custom.1"]);
    expect(read({ shown: ["email"] }).shown).toEqual(["email", "custom.1"]);
    const hidden = hide(read({ shown: ["email"] }), "custom.1");
    expect(read(hidden).shown).toEqual(["email"]);
    expect(read(show(hidden, "custom.1")).shown).toEqual(["email", "custom.1"]);
  });

  it("stay between the ends and within bounds", () => {
    expect(shift(start, "company", -5).shown[0]).toBe("company");
    expect(shift(start, "company", 99).shown.at(-1)).toBe("company");
    const narrow = resize(start, "email", 3);
    expect(widthOf(narrow, "email")).toBe(MIN_WIDTH);
    expect(widthOf(forgetWidth(narrow, "email"), "email")).toBe(widthOf(start, "email"));
  });

  it("forget fields that are gone and damaged settings", () => {
    expect(readLayout({ shown: ["gone", "email", "email", 4], widths: { email: "wide" } }, known)).toEqual({
      shown: ["email"],
      hidden: [],
      widths: {},
    });
    expect(readLayout("nonsense", known).shown).toEqual(startColumns);
  });
});
