// The order in the address, and what a click does to it. What is copied.
import { describe, expect, it } from "vitest";
import { toTsv } from "./clipboard";
import { ariaSort, cycle, parseSort, writeSort } from "./sort";

describe("the order", () => {
  it("goes to the address and back", () => {
    expect(writeSort(parseSort("-value,name"))).toBe("-value,name");
    expect(parseSort(undefined)).toEqual([]);
    expect(writeSort([])).toBeUndefined();
  });

  it("cycles: ascending, descending, none", () => {
    const once = cycle([], "name", false);
    const twice = cycle(once, "name", false);
    expect([writeSort(once), writeSort(twice), writeSort(cycle(twice, "name", false))]).toEqual([
      "name",
      "-name",
      undefined,
    ]);
    expect(writeSort(cycle(twice, "value", false))).toBe("value");
  });

  it("takes a second key with Shift", () => {
    const two = cycle(parseSort("-value"), "name", true);
    expect(writeSort(two)).toBe("-value,name");
    expect(writeSort(cycle(two, "name", true))).toBe("-value,-name");
    expect(writeSort(cycle(cycle(two, "name", true), "name", true))).toBe("-value");
  });

  it("is told to screen readers", () => {
    expect(ariaSort(parseSort("-value,name"), "value")).toBe("descending");
    expect(ariaSort(parseSort("-value,name"), "city")).toBe("none");
  });
});

describe("copied cells", () => {
  it("are separated by tabs and lines", () => {
    expect(toTsv([["Léa", "12 400 €"], ["Hugo"]])).toBe("Léa\t12 400 €\r\nHugo");
  });

  it("are quoted where a separator is inside", () => {
    expect(toTsv([["deux\nlignes", 'dit "non"', "a\tb"]])).toBe('"deux\nlignes"\t"dit ""non"""\t"a\tb"');
  });
});
