import { describe, expect, it } from "vitest";
import { never, repeatOf, ruleOf } from "./repeat";

describe("how a meeting repeats", () => {
  it("is the same rule after the form as before it", () => {
    for (const rule of [
      "FREQ=DAILY",
      "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
      "FREQ=WEEKLY;INTERVAL=2",
      "FREQ=MONTHLY;INTERVAL=3",
      "FREQ=MONTHLY;BYDAY=-1FR",
      "FREQ=YEARLY;COUNT=4",
    ])
      expect(ruleOf(repeatOf(rule))).toBe(rule);
  });
  it("ends on the day that is chosen", () => {
    expect(ruleOf({ ...never, preset: "weekly", until: "2026-12-31" })).toBe("FREQ=WEEKLY;UNTIL=20261231");
    expect(repeatOf("FREQ=WEEKLY;UNTIL=20261231T235959").until).toBe("2026-12-31");
  });
  it("never repeats without a rule", () => {
    expect(repeatOf(null).preset).toBe("none");
    expect(ruleOf(never)).toBe("");
  });
});
