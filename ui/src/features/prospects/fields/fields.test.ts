// How fields read and what an edit writes, in French and in English.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProspectRow, Session } from "@/api/schema";
import { setLanguage, words } from "@/app/i18n";
import { setClock } from "@/platform";
import { countries, countryName } from "./countries";
import { makeFields } from "./fields";

const plain = { options: [], currency: null, in_table: true, on_card: false, is_searchable: true, required_stages: [] };
const needs = ["Réseau", "Cloud"].map((label, i) => ({ id: String(i), label, color: null, former: [] }));

const session = {
  stages: [
    {
      id: "1",
      key: "contacte",
      label: "Contacté",
      kind: "open",
      position: 0,
      color: null,
      limit_days: null,
      probability: null,
      demands_next: false,
    },
  ],
  members: [{ id: "3", name: "Alix Renard", email: null, is_me: true }],
  tags: [{ id: "7", name: "PME", color: null, prospects: 2 }],
  fields: [
    { ...plain, id: "20", label: "Effectif", kind: "number", position: 0 },
    { ...plain, id: "21", label: "Client", kind: "boolean", position: 1 },
    { ...plain, id: "22", label: "Salon", kind: "date", position: 2 },
    { ...plain, id: "23", label: "Budget", kind: "currency", currency: "EUR", position: 3 },
    { ...plain, id: "24", label: "Besoins", kind: "multi_select", options: needs, position: 4 },
  ],
} as unknown as Session;

const row = {
  name: "Léa Martin",
  first_name: "Léa",
  last_name: "Martin",
  stage_id: "1",
  owner_id: null,
  tag_ids: ["7", "8"],
  phone: "+33612345678",
  value_cents: 1_240_050,
  currency: "EUR",
  expected_close_on: "2026-12-31",
  country: "FR",
  last_interaction_at: null,
  custom: { "20": 1250, "21": false, "22": "2026-03-01", "23": 12400, "24": ["Cloud"] },
} as unknown as ProspectRow;

const field = (key: string) => {
  const found = makeFields(session, words()).get(key);
  if (!found) throw new Error(key);
  return found;
};

beforeEach(() => {
  setLanguage("fr");
  setClock(() => new Date("2026-11-23T12:00:00").getTime());
});
afterEach(() => {
  setLanguage("fr");
  setClock(null);
});

describe("a field", () => {
  it("reads as French writes it", () => {
    const said = ["value_cents", "expected_close_on", "stage_id", "owner_id", "tags", "country"].map((k) =>
      field(k).show(row),
    );
    expect(said).toEqual(["12\u202f400,50\u202f€", "31 déc.", "Contacté", "", "PME", "France"]);
    expect(field("phone").show(row).replaceAll("\u00a0", " ")).toBe("+33 6 12 34 56 78");
    expect(["custom.20", "custom.21", "custom.22"].map((k) => field(k).show(row))).toEqual([
      "1\u202f250",
      "Non",
      "1er mars",
    ]);
  });

  it("reads as English writes it", () => {
    setLanguage("en");
    expect(field("value_cents").show(row)).toBe("€12,400.50");
    expect(field("value_cents").start(row)).toBe("12400.5");
  });

  it("writes what was typed, blank clears", () => {
    expect(field("value_cents").write("12 400,50 €", row)).toEqual({ value_cents: 1_240_050 });
    expect(field("value_cents").write(" ", row)).toEqual({ value_cents: null });
    expect(field("expected_close_on").write("1/2/27", row)).toEqual({ expected_close_on: "2027-02-01" });
    expect(field("email").write(" ", row)).toEqual({ email: null });
    expect(field("custom.20").write("42,5", row)).toEqual({ custom: { "20": 42.5 } });
    expect(field("custom.21").write("", row)).toEqual({ custom: { "21": null } });
    expect(field("name").write("Léa Durand", row)).toEqual({ first_name: "Léa", last_name: "Durand" });
  });

  it("says what it could not read", () => {
    for (const [key, text] of [
      ["value_cents", "beaucoup"],
      ["expected_close_on", "31/02/2026"],
      ["custom.20", "x"],
    ] as const)
      expect(field(key).write(text, row), key).toBeTypeOf("string");
  });

  it("starts its edit with what it would write back", () => {
    for (const key of ["value_cents", "expected_close_on", "custom.20", "custom.22", "name"]) {
      const def = field(key);
      const edit = def.write(def.start(row), row) as Record<string, unknown>;
      for (const [name, value] of Object.entries(edit))
        expect(name === "custom" ? { ...row.custom, ...(value as object) } : value).toEqual(
          (row as unknown as Record<string, unknown>)[name],
        );
    }
  });
});

describe("countries", () => {
  it("are named in the language of the screen", () => {
    expect(countryName("DE")).toBe("Allemagne");
    expect(countries().length).toBeGreaterThan(200);
    setLanguage("en");
    expect(countryName("DE")).toBe("Germany");
  });
});

describe("a field of the user's own", () => {
  it("reads in the form of its kind", () => {
    expect(["20", "23", "24"].map((id) => field(`custom.${id}`).show(row))).toEqual([
      "1\u202f250",
      "12\u202f400\u202f€",
      "Cloud",
    ]);
  });

  it("takes one option more, or one less", () => {
    expect(field("custom.24").write("Réseau", row)).toEqual({ custom: { "24": ["Cloud", "Réseau"] } });
    expect(field("custom.24").write("Cloud", row)).toEqual({ custom: { "24": [] } });
  });

  it("leaves to the core what only the core can read", () => {
    expect(field("custom.23").write("12 400,50", row)).toEqual({ custom: { "23": 12400.5 } });
    expect(field("custom.23").write("12 k€", row)).toEqual({ custom: { "23": "12 k€" } });
    expect(field("custom.20").write("3,14159", row)).toEqual({ custom: { "20": "3,14159" } });
  });
});
