// What is said of the last working day.
import { afterEach, beforeEach, expect, it } from "vitest";
import { setLanguage, words } from "@/app/i18n";
import { setClock } from "@/platform";
import { beforeText } from "./Before";

beforeEach(() => {
  setClock(() => new Date(2026, 10, 23, 9).getTime());
  setLanguage("fr");
});
afterEach(() => {
  setClock(null);
  setLanguage("fr");
});

const friday = { day: "2026-11-20", follow_ups: 12, calls: 8, reached: 5, notes: 0, moves: 3 };
const text = (day = friday) => beforeText(words().today.before, day);

it("says what there was, and nothing of what there was not", () => {
  expect(text()).toBe("Vendredi\u202f: 12 relances faites, 8 appels dont 5 aboutis, 3 changements d’étape");
  expect(text({ ...friday, follow_ups: 1, reached: 0, moves: 0 })).toBe("Vendredi\u202f: 1 relance faite, 8 appels");
  expect(text({ ...friday, day: "2026-11-22" })).toMatch(/^Hier/);
  setLanguage("en");
  expect(text()).toBe("Friday: 12 follow-ups done, 8 calls, 5 of them reached, 3 changes of stage");
});

it("says nothing of a day without anything", () => {
  expect(text({ ...friday, follow_ups: 0, calls: 0, reached: 0, moves: 0 })).toBeNull();
});
