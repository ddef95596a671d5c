import { expect, it } from "vitest";
import type { Stage } from "@/api/schema";
import { now } from "@/platform";
import { limitOf, waitedDays } from "./waiting";

const DAY = 86_400_000;
/** Days of the calendar: clocks may have changed since. */
const ago = (days: number) => {
  const day = new Date(now());
  return day.setDate(day.getDate() - days);
};
const row = (days: number | null, created = 90) => ({
  last_interaction_at: days === null ? null : ago(days),
  created_at: ago(created),
  do_not_contact_at: null,
  next_action_at: null as number | null,
});

it("says nothing until the limit is passed, then the days since the last contact", () => {
  expect(waitedDays(row(14), 14)).toBeNull();
  expect(waitedDays(row(15), 14)).toBe(15);
});

it("counts from the day it was added where there was no contact", () => {
  expect(waitedDays(row(null, 20), 14)).toBe(20);
  expect(waitedDays(row(null, 3), 14)).toBeNull();
});

it("waits for nobody who must not be contacted, nor in a stage that is an end", () => {
  expect(waitedDays({ ...row(40), do_not_contact_at: now() }, 14)).toBeNull();
  expect(waitedDays(row(40), null)).toBeNull();
});

it("waits no longer where something is planned, and again once that is late", () => {
  expect(waitedDays({ ...row(40), next_action_at: now() + DAY }, 14)).toBeNull();
  expect(waitedDays({ ...row(40), next_action_at: now() - DAY }, 14)).toBe(40);
});

it("takes the limit of the stage, 14 days where it has none", () => {
  const stage = { kind: "open", limit_days: null } as Stage;
  expect(limitOf(stage)).toBe(14);
  expect(limitOf({ ...stage, limit_days: 30 })).toBe(30);
  expect(limitOf({ ...stage, kind: "won" })).toBeNull();
});
