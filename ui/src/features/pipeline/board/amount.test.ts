// Sums that fit the head of a column.
import { afterEach, expect, it } from "vitest";
import { setLanguage } from "@/app/i18n";
import { exactSum, shortSum } from "./amount";

afterEach(() => setLanguage("fr"));

it("writes sums whole, then in millions, one a currency", () => {
  setLanguage("fr");
  expect(shortSum([{ cents: 1_240_050, currency: "EUR" }])).toBe("12\u202f401\u202f€");
  expect(shortSum([{ cents: 54_903_250_000, currency: "EUR" }])).toBe("549\u202fM\u202f€");
  expect(exactSum([{ cents: 54_903_250_000, currency: "EUR" }])).toBe("549\u202f032\u202f500\u202f€");
  expect(shortSum([{ cents: 0, currency: "EUR" }])).toBe("");
  setLanguage("en");
  expect(
    shortSum([
      { cents: 54_903_250_000, currency: "EUR" },
      { cents: 10_000, currency: "GBP" },
    ]),
  ).toBe("€549m + £100");
});
