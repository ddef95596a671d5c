// What forms refuse before the core is asked.
import { describe, expect, it } from "vitest";
import { days, email, required } from "./checks";

describe("checks", () => {
  it("want a name", () => {
    expect(required("x")).toBeUndefined();
    expect(required("")).toBeTruthy();
  });

  it("want a whole address or none", () => {
    expect([email(""), email("lea@atelier-nord.fr"), email("a.b+c@x.co.uk")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const wrong of ["lea", "lea@", "lea@nord", "l a@x.fr", "@x.fr", "lea@x."]) expect(email(wrong)).toBeTruthy();
  });

  it("read days, blank for none", () => {
    expect([days(""), days(" 14 "), days("1")]).toEqual([null, 14, 1]);
    expect([days("0"), days("1.5"), days("-3"), days("mille"), days("1000")]).toEqual(Array(5).fill(undefined));
  });
});
