// What is shown of a text in its cell: all of it if it can be, else its beginning.
import { describe, expect, it } from "vitest";
import { fitted } from "./fit";

describe("a text in its cell", () => {
  it("is shown whole when it fits", () => {
    for (const text of ["", "Île-de-France", "06 12 34 56 78", "1 234,56 €"]) expect(fitted(text, 124)).toBe(text);
  });
  it("is cut with an ellipsis when it does not", () => {
    const text = "Responsable du développement commercial";
    const shown = fitted(text, 140) ?? "";
    expect(shown.endsWith("…")).toBe(true);
    expect(text.startsWith(shown.slice(0, -1))).toBe(true);
    expect(shown.length).toBeGreaterThan(12);
    expect(fitted("WWWWWWWWWWWW", 110)).toBe("WWWWWWW…");
    expect(fitted("abc", 2)).toBe("…");
  });
  it("is left to the browser when it has letters of other scripts", () => {
    expect(fitted("株式会社日本電産", 100)).toBeNull();
    expect(fitted("Léa 🎈", 100)).toBeNull();
  });
});
