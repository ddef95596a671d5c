import { describe, expect, it } from "vitest";
import type { ReminderRow } from "@/api/schema";
import { setLanguage } from "@/app/i18n";
import { notice } from "./notice";

const row = (name: string, more: Partial<ReminderRow> = {}): ReminderRow => ({
  id: "1",
  prospect_id: "2",
  kind: "call",
  title: null,
  due_on: "2026-11-24",
  due_at: 0,
  is_timed: false,
  priority: "normal",
  repeat: null,
  repeat_from: null,
  unless_reply: false,
  created_at: 0,
  done_at: null,
  state: "today",
  days_late: 0,
  name,
  company: null,
  phone: null,
  email: null,
  in_trash: false,
  ...more,
});

describe("a notice of what is due", () => {
  it("says one by its name and what is to be done", () => {
    setLanguage("fr");
    expect(notice([row("Léa Martin", { title: "Envoyer le devis", company: "Nord" })])).toEqual({
      title: "Appel\u202f: Léa Martin",
      body: "Envoyer le devis · Nord",
    });
  });

  it("says several at once, the first ones by name", () => {
    setLanguage("fr");
    const said = notice(["A", "B", "C", "D", "E"].map((name) => row(name)));
    expect(said.title).toBe("5 relances à faire");
    expect(said.body).toBe("A, B, C et 2 autres");
    setLanguage("en");
    expect(notice(["A", "B"].map((name) => row(name)))).toEqual({ title: "2 follow-ups to do", body: "A, B" });
  });
});
