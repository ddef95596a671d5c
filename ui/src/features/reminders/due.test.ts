// When a follow-up is due, in both languages.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReminderRow } from "@/api/schema";
import { setLanguage } from "@/app/i18n";
import { setClock } from "@/platform";
import { lateText, nextAction, rowDue, whatOf, whenText } from "./due";

/** Monday 23 November 2026, 15:20 here. */
const NOW = new Date(2026, 10, 23, 15, 20).getTime();
const at = (day: number, hour = 9, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

beforeEach(() => {
  setClock(() => NOW);
  setLanguage("fr");
});
afterEach(() => {
  setClock(null);
  setLanguage("fr");
});

describe("when it is due", () => {
  it("is said as one says it", () => {
    expect(whenText(at(23, 17), true)).toBe("aujourd’hui 17:00");
    expect(whenText(at(24), false)).toBe("demain");
    expect(whenText(at(26, 14), true)).toBe("jeu. 26 nov. 14:00");
    setLanguage("en");
    expect(whenText(at(24, 9), true)).toBe("tomorrow 9:00");
  });

  it("counts what is late by days, then by hours and minutes", () => {
    expect(lateText(at(20), 3)).toBe("retard 3 j");
    expect(lateText(at(23, 13), 0)).toBe("retard 2 h");
    expect(lateText(at(23, 15, 10), 0)).toBe("retard 10 min");
  });

  it("gives the time alone under « Aujourd’hui », and nothing where none was said", () => {
    const row = { state: "today", due_at: at(23, 17), days_late: 0 } as ReminderRow;
    expect(rowDue({ ...row, is_timed: true })).toEqual({ text: "17:00", tone: "plain" });
    expect(rowDue({ ...row, is_timed: false }).text).toBe("");
    expect(rowDue({ ...row, state: "overdue", days_late: 2 })).toEqual({ text: "retard 2 j", tone: "danger" });
  });
});

describe("the next action of a row", () => {
  const none = { next_action_at: null, next_action_timed: false };
  const due = (day: number, hour?: number) => ({
    next_action_at: at(day, hour),
    next_action_timed: hour !== undefined,
  });

  it("is late, today, or a day; without a time it is late only when the day has gone by", () => {
    expect(nextAction(due(20), true)).toEqual({ text: "retard 3 j", tone: "danger" });
    expect(nextAction(due(23, 14), true).tone).toBe("danger");
    expect(nextAction(due(23), true)).toEqual({ text: "aujourd’hui", tone: "plain" });
    expect(nextAction(due(23, 17), true).text).toBe("aujourd’hui 17:00");
    expect(nextAction(due(25), true).text).toBe("25 nov.");
    expect(nextAction(due(24), true).text).toBe("demain");
    expect(nextAction(due(24, 9), true).text).toBe("demain 9:00");
  });

  it("is missed only where one is awaited", () => {
    expect(nextAction(none, true)).toEqual({ text: "sans relance", tone: "warn" });
    expect(nextAction(none, false).text).toBe("");
  });
});

it("what is to be done says what, then in the user’s words", () => {
  expect(whatOf({ kind: "call", title: "point sur le devis" })).toBe("Appel — point sur le devis");
  expect(whatOf({ kind: "meeting", title: null })).toBe("Rendez-vous");
  expect(whatOf({ kind: "other", title: "Envoyer la brochure" })).toBe("Envoyer la brochure");
});
