// Where a column can go: the choices of its list, and what is said when two columns want the same place.
import { describe, expect, it } from "vitest";
import type { CustomField, ImportColumn, Target } from "@/api/schema";
import { setLanguage } from "@/app/i18n";
import { choicesFor, claimedTwice, codeOf, fieldName, headerOf, saysWho, targetOf } from "./targets";

const column = (target: Target, header = "Code interne", index = 0): ImportColumn => ({
  index,
  header,
  samples: [],
  target,
  confidence: 1,
  state: "check",
  reason: "header",
  policy: null,
  policies: ["fill"],
  unknown: [],
  adds_options: false,
  split: null,
});

const field = (name: string): Target => ({ to: "field", field: name, name_order: null });

describe("a target", () => {
  it("goes through the list and comes back", () => {
    const targets: Target[] = [
      field("email"),
      { to: "custom", field_id: "123" },
      { to: "new_custom", label: "Note : interne", kind: "text" },
      { to: "ignore" },
    ];
    expect(targets.map((t) => targetOf(codeOf(t)))).toEqual(targets);
  });

  it("is always among the choices, whatever it is", () => {
    for (const target of [field("email"), field("unheard_of"), { to: "new_custom", label: "Autre" } as Target])
      expect(choicesFor(column(target), []).map((c) => c.value)).toContain(codeOf(target));
  });

  it("offers a new field named like the column, unless one exists", () => {
    const values = (custom: CustomField[]) => choicesFor(column({ to: "ignore" }), custom).map((c) => c.value);
    expect(values([])).toContain("new:Code interne");
    const existing = values([
      {
        id: "4",
        label: "Code interne",
        kind: "text",
        position: 0,
        options: [],
        currency: null,
        in_table: true,
        on_card: false,
        is_searchable: true,
        required_stages: [],
        role: null,
      },
    ]);
    expect(existing).not.toContain("new:Code interne");
    expect(existing).toContain("custom:4");
  });
});

describe("columns together", () => {
  it("are told when two want one place, but may give several e-mails", () => {
    setLanguage("fr");
    expect(claimedTwice([column(field("city")), column(field("city"), "Ville 2", 1)])).toEqual(["Ville"]);
    expect(claimedTwice([column(field("email")), column(field("email"), "Mail 2", 1)])).toEqual([]);
  });

  it("say who a row is about with a name, an e-mail or a phone", () => {
    expect(saysWho([column(field("source")), column(field("city"))])).toBe(false);
    for (const key of ["last_name", "full_name", "email", "mobile"]) expect(saysWho([column(field(key))])).toBe(true);
  });

  it("have a name even without a header", () => {
    setLanguage("fr");
    expect(headerOf({ header: "  ", index: 2 })).toBe("Colonne 3");
    expect(fieldName("value_cents")).toBe("Montant");
    expect(fieldName("never_heard_of")).toBe("never_heard_of");
  });
});
