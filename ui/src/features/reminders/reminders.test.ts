// Calls, the choices of « Plus tard », and what a write shows of the day before the core has answered.
import { describe, expect, it } from "vitest";
import type { ReminderRow, Today } from "@/api/schema";
import { minutesOf, stopwatch } from "./CallRun";
import { laterChoices } from "./LaterChoice";
import { without } from "./today";
import { isDoneByCall } from "./use-next-action";
import { titleOf } from "./use-understood";

describe("a call", () => {
  it("is timed, and lasts only where it reached somebody", () => {
    expect(stopwatch(133_400)).toBe("02:13");
    expect(minutesOf("reached", 61_000)).toBe(2);
    expect(minutesOf("reached", 0)).toBe(1);
    expect(minutesOf("no_answer", 61_000)).toBeNull();
  });

  it("does what was to be a call, or what is due and says not what it is", () => {
    const row = (kind: string, state: string) => ({ kind, state }) as ReminderRow;
    expect(isDoneByCall(row("call", "upcoming"))).toBe(true);
    expect(isDoneByCall(row("other", "overdue"))).toBe(true);
    expect(isDoneByCall(row("other", "upcoming"))).toBe(false);
    expect(isDoneByCall(row("email", "today"))).toBe(false);
  });
});

it("this afternoon is offered while it is to come", () => {
  expect(laterChoices(9)).toContain("afternoon");
  expect(laterChoices(13)).not.toContain("afternoon");
});

it("what is to be done begins with a capital", () => {
  expect(titleOf(" pour le devis ")).toBe("Pour le devis");
  expect(titleOf("  ")).toBeNull();
});

it("the day without a follow-up counts one less, and one more done", () => {
  const day = {
    overdue: [{ id: "1" }],
    today: [{ id: "2" }, { id: "3" }],
    upcoming: [],
    totals: { overdue: 1, today: 2, upcoming: 0, without_next: 0, done: 4 },
  } as unknown as Today;
  const next = without(day, "2", true);
  expect(next.today.map(({ id }) => id)).toEqual(["3"]);
  expect(next.totals).toMatchObject({ overdue: 1, today: 1, done: 5 });
  expect(without(day, "1", false).totals).toMatchObject({ overdue: 0, done: 4 });
  expect(without(day, "99", true)).toEqual(day);
});
