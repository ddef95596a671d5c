// A timeline by days: entries as they come, and what was changed of the record folded into its day.
import { describe, expect, it } from "vitest";
import type { Activity, FieldChange } from "@/api/schema";
import { daysOf, editsOf } from "./days";

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
const entry = (id: string, when: number) => ({ id, at: when }) as Activity;
const change = (when: number, more: Partial<FieldChange> = {}) =>
  ({ at: when, operation: "9", entity: "prospect", kind: "update", field: "city", ...more }) as FieldChange;

describe("the days of a timeline", () => {
  it("hold entries and changes of the same local day, newest first", () => {
    const days = daysOf(
      [entry("b", at(23, 10)), entry("a", at(21, 9))],
      [change(at(23, 23)), change(at(22, 8)), change(at(21, 8)), change(at(21, 7))],
      0,
    );
    expect(days.map((day) => [new Date(day.at).getDate(), day.entries.map((e) => e.id), day.changes.length])).toEqual([
      [23, ["b"], 1],
      [22, [], 1],
      [21, ["a"], 2],
    ]);
  });

  it("keep back what was changed before the entries that are there", () => {
    const days = daysOf([entry("b", at(23, 10))], [change(at(23, 11)), change(at(20, 8))], at(23, 10));
    expect(days.map((day) => day.changes.length)).toEqual([1]);
  });

  it("tell of what somebody changed, not of what has an entry of its own", () => {
    const isEdit = (more: Partial<FieldChange>) => editsOf([change(0, more)]).length > 0;
    expect(isEdit({})).toBe(true);
    expect(isEdit({ entity: "prospect_tag", kind: "insert", field: null })).toBe(true);
    expect(isEdit({ field: "stage_id" })).toBe(false);
    expect(isEdit({ entity: "activity", field: "body" })).toBe(false);
    expect(isEdit({ entity: "reminder", field: "due_at" })).toBe(false);
  });

  it("do not tell what she came in with as changes", () => {
    const born = { kind: "insert", field: null, operation: "1" };
    const changes = [change(2, { operation: "2" }), change(1, { operation: "1" }), change(1, born)];
    expect(editsOf(changes).map(({ operation }) => operation)).toEqual(["2"]);
  });
});
