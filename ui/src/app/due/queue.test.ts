// When what has come due is said.
import { expect, it } from "vitest";
import type { Leave, ReminderRow, Worktime } from "@/api/schema";
import { isWorked } from "./hours";
import { add, isTime, nothing, PAUSE, shown } from "./queue";

const row = (id: string) => ({ id }) as ReminderRow;
const hours = [
  { from: "09:00", to: "12:30" },
  { from: "14:00", to: "18:00" },
];
const worktime = {
  week: [hours, hours, hours, hours, hours, [], []],
  zone: "Europe/Paris",
  next_holidays: [{ day: "2026-12-25", name: { fr: "Noël", en: "Christmas" } }],
} as unknown as Worktime;

it("what comes while one was just told waits for a minute, and then comes together", () => {
  const some = add(add(nothing, [row("1")]), [row("2"), row("1")]);
  expect(some.waiting.map(({ id }) => id)).toEqual(["2", "1"]);
  expect(isTime(some, 5_000, true)).toBe(true);
  expect(isTime({ ...some, saidAt: 5_000 }, 5_000 + PAUSE - 1, true)).toBe(false);
  expect(isTime({ ...some, saidAt: 5_000 }, 5_000 + PAUSE, true)).toBe(true);
  expect(isTime(some, 5_000, false)).toBe(false);
  expect(isTime(nothing, 5_000, true)).toBe(false);
});

it("a clock that goes back does not silence it", () => {
  expect(isTime({ waiting: [row("1")], saidAt: 9_000_000 }, 5_000, true)).toBe(true);
});

it("what was done or put off meanwhile is not told, what was not answered stays", () => {
  const due = new Set(["1", "3"]);
  expect(shown([row("1")], [row("2"), row("3")], due).map(({ id }) => id)).toEqual(["1", "3"]);
});

it("is told in working hours only, in the zone of the settings", () => {
  const at = (text: string) => new Date(text).getTime();
  expect(isWorked(worktime, [], at("2026-11-23T08:30:00Z"))).toBe(true);
  expect(isWorked(worktime, [], at("2026-11-23T07:30:00Z"))).toBe(false);
  expect(isWorked(worktime, [], at("2026-11-23T12:00:00Z"))).toBe(false);
  expect(isWorked(worktime, [], at("2026-11-22T09:00:00Z"))).toBe(false);
  expect(isWorked(worktime, [], at("2026-12-25T09:00:00Z"))).toBe(false);
  const away = [{ from_on: "2026-11-23", to_on: "2026-11-24", part: "day" }] as unknown as Leave[];
  expect(isWorked(worktime, away, at("2026-11-24T09:00:00Z"))).toBe(false);
});
