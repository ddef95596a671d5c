// Rhythms as they are chosen and said.
import { afterEach, beforeEach, expect, it } from "vitest";
import { setLanguage } from "@/app/i18n";
import { repeatOf, rhythmOf, rhythms, rhythmText } from "./rhythm";

beforeEach(() => setLanguage("fr"));
afterEach(() => setLanguage("fr"));

it("a rhythm is said as one says it, a week by its day", () => {
  expect(rhythmText({ every: 1, unit: "week" }, "2026-11-30T09:00")).toBe("tous les lundis");
  expect(rhythmText({ every: 1, unit: "week" })).toBe("chaque semaine");
  expect(rhythmText({ every: 2, unit: "week" }, "2026-11-30")).toBe("toutes les 2 semaines");
  expect(rhythmText({ every: 1, unit: "working_day" })).toBe("tous les jours ouvrés");
  expect(rhythmText({ every: 3, unit: "month" })).toBe("tous les 3 mois");
  setLanguage("en");
  expect(rhythmText({ every: 1, unit: "week" }, "2026-11-30")).toBe("every Monday");
  expect(rhythmText({ every: 10, unit: "working_day" })).toBe("every 10 working days");
});

it("every rhythm that is offered by name is known again, anything else is another one", () => {
  for (const rhythm of rhythms) expect(rhythmOf(repeatOf(rhythm, null))).toBe(rhythm);
  expect(rhythmOf({ every: 5, unit: "day" })).toBe("other");
  expect(repeatOf("other", { every: 5, unit: "day" })).toEqual({ every: 5, unit: "day" });
  expect(rhythmOf({ every: 0, unit: "day" })).toBe("never");
});
