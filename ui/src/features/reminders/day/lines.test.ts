// The day as lines: what is shown, folded, and offered.
import { describe, expect, it } from "vitest";
import type { ProspectRow, ReminderRow, Today } from "@/api/schema";
import { heightOf, isRow, linesOf } from "./lines";
import { heir } from "./use-day";

const reminder = (id: string, state: ReminderRow["state"], more: Partial<ReminderRow> = {}) =>
  ({ id, prospect_id: `p${id}`, state, in_trash: false, ...more }) as ReminderRow;
const person = (id: string) => ({ id, name: id }) as ProspectRow;

const day: Today = {
  day: "2026-11-23",
  overdue: [reminder("1", "overdue")],
  today: [reminder("2", "today"), reminder("3", "today")],
  upcoming: [reminder("4", "upcoming")],
  without_next: [person("9")],
  totals: { overdue: 1, today: 2, upcoming: 1, without_next: 42, done: 0 },
  next_at: null,
  before: { day: "2026-11-20", follow_ups: 0, calls: 0, reached: 0, notes: 0, moves: 0 },
};
const usual = { trashed: [], upcomingOpen: false, idle: undefined };
const keys = (lines: ReturnType<typeof linesOf>) => lines.map(({ key }) => key);

describe("the lines of a day", () => {
  it("stand by section, what is to come folded", () => {
    expect(keys(linesOf(day, usual))).toEqual([
      ...["overdue", "1", "today", "2", "3", "upcoming", "without_next", "idle 9", "more"],
    ]);
    expect(keys(linesOf(day, { ...usual, upcomingOpen: true }))).toContain("4");
  });

  it("leave empty sections out, and say how many follow those that are shown", () => {
    const long = { ...day, today: [], totals: { ...day.totals, today: 0, overdue: 300 } };
    const lines = linesOf(long, usual);
    expect(keys(lines)).not.toContain("today");
    expect(lines.find(({ kind }) => kind === "rest")).toMatchObject({ count: 299 });
  });

  it("show everybody without a follow-up once asked for, and offer it above the list when nothing is left", () => {
    const all = linesOf(day, { ...usual, idle: [person("9"), person("10")] });
    expect(keys(all).slice(-2)).toEqual(["idle 10", "without rest"]);
    const free = { ...day, overdue: [], today: [], totals: { ...day.totals, overdue: 0, today: 0 } };
    expect(keys(linesOf(free, usual))).not.toContain("more");
  });

  it("keep the follow-ups of people in the trash in their section, not counted", () => {
    const gone = reminder("7", "overdue", { in_trash: true });
    const lines = linesOf(day, { ...usual, trashed: [gone] });
    expect(keys(lines).slice(0, 3)).toEqual(["overdue", "1", "7"]);
    expect(lines[0]).toMatchObject({ count: 1 });
  });

  it("are 58 high where they can be chosen", () => {
    expect(linesOf(day, usual).filter(isRow).map(heightOf)).toEqual([58, 58, 58, 58]);
  });
});

it("the one in its place follows a line that has left, the last one at the end", () => {
  const rows = linesOf(day, usual).filter(isRow);
  expect(heir(rows, 1)?.key).toBe("2");
  expect(heir(rows, 99)?.key).toBe("idle 9");
  expect(heir([], 0)).toBeUndefined();
});
