// A row in words, and the cells that could not be read.
import { beforeAll, describe, expect, it } from "vitest";
import type { ImportColumn, ImportRow } from "@/api/schema";
import { setLanguage } from "@/app/i18n";
import { besideOf, summaryOf, warningOf, whoOf } from "./row-words";

const row = (more: Partial<ImportRow>): ImportRow =>
  ({
    name: "",
    company: null,
    email: null,
    phone: null,
    prospect: null,
    cells: [],
    warnings: [],
    changes: [],
    ...more,
  }) as ImportRow;
const column = (index: number, field: string) => ({ index, target: { to: "field", field } }) as ImportColumn;

const bad = row({
  name: "Paul Bernard",
  confidence: null,
  cells: ["BERNARD Paul", "pasunmail", "01 23", "beaucoup"],
  warnings: [
    { field: "email", value: "pasunmail", reason: "email_syntax" },
    { field: "phone", value: "01 23", reason: "phone_impossible" },
  ],
});

describe("a row of the file", () => {
  beforeAll(() => setLanguage("fr"));

  it("tells all that could not be read", () => {
    expect(summaryOf(bad)).toContain("pasunmail");
    expect(summaryOf(bad)).toContain("01 23");
  });

  it("marks the cells that could not be read, and no others", () => {
    const columns = [column(0, "full_name"), column(1, "email"), column(2, "mobile"), column(3, "value")];
    expect(columns.map((one) => warningOf(bad, one, columns)?.field)).toEqual([undefined, "email", "phone", undefined]);
  });

  it("says of a note who it is about and what it says, the address once", () => {
    const note = row({
      prospect: "Hugo Lefèvre",
      email: "hugo@helio.example",
      cells: ["hugo@helio.example", "2026-10-02", "Rappeler"],
    });
    expect([whoOf(note, "notes"), besideOf(note, "notes")]).toEqual(["Hugo Lefèvre", "2026-10-02 · Rappeler"]);
    expect(whoOf({ ...note, prospect: null }, "notes")).toBe("hugo@helio.example");
  });
});
