// Journal values as a person reads them.
import { beforeEach, describe, expect, it } from "vitest";
import { setLanguage, words } from "@/app/i18n";
import { valuesOf } from "./values";

const stage = { id: "9007199254740993123", key: "contacte", label: "Contacté", kind: "open" as const };
const known = {
  stages: [{ ...stage, position: 0, color: null, limit_days: null, probability: null, demands_next: false }],
  members: [{ id: "2", name: "Noa Perrin", email: null, phone: null, is_me: false }],
  tags: [],
  fields: [
    {
      id: "40",
      label: "Code NAF",
      kind: "text" as const,
      position: 0,
      options: [],
      currency: null,
      in_table: true,
      on_card: false,
      is_searchable: true,
      required_stages: [],
      role: null,
    },
  ],
};

describe("a value", () => {
  beforeEach(() => setLanguage("fr"));
  const say = () => valuesOf(words().history, known);
  const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");

  it("is the name of a stage, even when its id lost digits on the way", () => {
    expect(say().value("stage_id", stage.id)).toBe("Contacté");
    expect(say().value("stage_id", Number(stage.id))).toBe("Contacté");
    expect(say().value("owner_id", "2")).toBe("Noa Perrin");
  });

  it("is an amount, a date, a phone, a yes", () => {
    expect(plain(say().value("value_cents", 1_240_000))).toBe("12 400 €");
    expect(say().value("expected_close_on", "2031-12-31")).toContain("31 déc. 2031");
    expect(plain(say().value("phone", "+33612345678"))).toBe("+33 6 12 34 56 78");
    expect(say().value("is_me", 1)).toBe("oui");
  });

  it("is said to be empty when it is", () => {
    expect([say().value("city", null), say().value("city", "")]).toEqual(["vide", "vide"]);
  });

  it("opens the user's own fields", () => {
    expect(say().value("custom", '{"40":"6201Z"}')).toBe("Code NAF = 6201Z");
    expect(say().value("custom", "{}")).toBe("vide");
  });

  it("shows what it does not know rather than hiding it", () => {
    expect(say().field("prospect", "future_column")).toBe("future_column");
    expect(say().field("prospect", "value_cents")).toBe("Montant");
    expect(say().entity("never")).toBe("never");
  });
});
