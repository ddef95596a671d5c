// Hours as people type them.
import { expect, it } from "vitest";
import { readHours, sayHours } from "./hours";

const usual = [
  { from: "09:00", to: "12:30" },
  { from: "14:00", to: "18:00" },
];

it("reads hours however they are written", () => {
  for (const text of [
    "9:00–12:30, 14:00–18:00",
    "9-12h30 14-18",
    "9h00 - 12h30 ; 14h - 18h",
    "9h à 12h30 et 14h à 18h",
    "09.00–12.30/14.00–18.00",
    "9:00 to 12:30 and 14:00 to 18:00",
  ])
    expect(readHours(text), text).toEqual(usual);
  expect(readHours(" ")).toEqual([]);
});

it("says what it reads", () => {
  expect(sayHours(usual)).toBe("9:00–12:30, 14:00–18:00");
  expect(readHours(sayHours(usual))).toEqual(usual);
  expect(sayHours([{ from: "00:00", to: "24:00" }])).toBe("0:00–24:00");
});

it("takes nothing for hours that is none", () => {
  for (const text of ["matin", "9", "9:00", "9-", "9:0–12", "9–12–14"]) expect(readHours(text), text).toBeNull();
});
