// Whose turn it is in a run of calls, and which keys are digits.
import { expect, it } from "vitest";
import type { ReminderRow, Today } from "@/api/schema";
import { callsOf, turn } from "./run";
import { digitOf } from "./Turn";

const row = (id: string, more: Partial<ReminderRow> = {}) =>
  ({ id, kind: "call", in_trash: false, ...more }) as ReminderRow;
const rows = [row("1"), row("2"), row("3")];

it("the next call is the first open one behind, then whoever was passed over, then nobody", () => {
  expect(turn(rows, () => true, "1")?.id).toBe("2");
  expect(turn(rows, (id) => id !== "2", "1")?.id).toBe("3");
  expect(turn(rows, (id) => id === "1", "3")?.id).toBe("1");
  expect(turn(rows, (id) => id === "2", "2")).toBeUndefined();
});

it("a run is the calls of the day, the late ones first, without who is in the trash", () => {
  const day = { overdue: [row("2")], today: [row("1"), row("4", { kind: "email" }), row("5", { in_trash: true })] };
  expect(callsOf(day as unknown as Today).map(({ id }) => id)).toEqual(["2", "1"]);
});

it("a digit is told by the place of its key", () => {
  expect([digitOf("Digit1"), digitOf("Numpad7"), digitOf("KeyA")]).toEqual([1, 7, Number.NaN]);
});
