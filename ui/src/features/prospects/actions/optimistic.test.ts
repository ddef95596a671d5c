// What is shown before the core answers.
import { describe, expect, it } from "vitest";
import type { ProspectRow } from "@/api/schema";
import { edited, splitName } from "./optimistic";

const row = {
  id: "1",
  name: "Léa Martin",
  first_name: "Léa",
  last_name: "Martin",
  company: "Atelier Nord",
  company_id: "5",
  custom: { "9": "rouge" },
  do_not_contact_at: null,
} as unknown as ProspectRow;

describe("an edit before the answer", () => {
  it("shows the name that will be", () => {
    expect(edited(row, { last_name: "Durand" }).name).toBe("Léa Durand");
    expect(edited(row, { first_name: null, last_name: null }).name).toBe("Atelier Nord");
  });

  it("keeps the other custom fields", () => {
    expect(edited(row, { custom: { "10": 3 } }).custom).toEqual({ "9": "rouge", "10": 3 });
  });

  it("clears the company with its record", () => {
    expect(edited(row, { company: null })).toMatchObject({ company: null, company_id: null });
  });

  it("dates the opposition", () => {
    expect(edited(row, { do_not_contact: true }).do_not_contact_at).toBeTypeOf("number");
    expect(edited(row, { do_not_contact: false }).do_not_contact_at).toBeNull();
  });
});

describe("a name typed in one field", () => {
  it("is cut where the known half ends", () => {
    const marie = { first_name: "Marie Claire", last_name: "Dupont" };
    expect(splitName("Marie Claire Durand", marie)).toEqual({ first_name: "Marie Claire", last_name: "Durand" });
    expect(splitName("Anne Dupont", marie)).toEqual({ first_name: "Anne", last_name: "Dupont" });
    expect(splitName("Marie Claire", marie)).toEqual({ first_name: "Marie Claire", last_name: null });
  });

  it("is cut at the first space otherwise, and may be a last name alone", () => {
    const none = { first_name: null, last_name: null };
    expect(splitName(" Jean  de la Tour ", none)).toEqual({ first_name: "Jean", last_name: "de la Tour" });
    expect(splitName("Martin", none)).toEqual({ first_name: null, last_name: "Martin" });
    expect(splitName("  ", none)).toEqual({ first_name: null, last_name: null });
  });
});
