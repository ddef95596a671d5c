// What an operation is called, in both languages.
import { afterEach, describe, expect, it } from "vitest";
import type { JsonValue } from "@/api/schema";
import { setLanguage } from "@/app/i18n";
import { operationText } from "./undo";

const said = (label: string, params: Record<string, JsonValue>) => operationText({ label, params, changes: 7 });

afterEach(() => setLanguage("fr"));

describe("an operation", () => {
  it("names the thing and the number", () => {
    setLanguage("fr");
    expect(said("pipeline.move", { count: 128, stage: "Contacté" })).toBe("128 prospects déplacés vers Contacté");
    expect(said("pipeline.move", { count: 1, name: "Léa Martin", stage: "Contacté" })).toBe("Léa Martin → Contacté");
    expect(said("stages.add", { stage: "Proposition" })).toBe("Ajout de l’étape «\u202fProposition\u202f»");
    expect(said("tags.remove", { tag: "PME", count: 3 })).toBe(
      "Suppression de l’étiquette «\u202fPME\u202f»\u202f: 3 prospects",
    );
    expect(said("imports.run", { file: "salon.csv" })).toBe("Import de salon.csv");
  });

  it("names a change of many by what it did", () => {
    setLanguage("fr");
    expect(said("prospects.bulk", { count: 2408, action: "delete", name: null })).toBe(
      "Mise à la corbeille de 2\u202f408 prospects",
    );
    expect(said("prospects.bulk", { count: 3, action: "stage", stage: "Négociation" })).toBe(
      "3 prospects déplacés vers Négociation",
    );
  });

  it("is a plain change when the core names one we have no words for", () => {
    setLanguage("fr");
    expect(said("never.heard_of", {})).toBe("7 modifications");
    setLanguage("en");
    expect(said("never.heard_of", {})).toBe("7 changes");
  });
});
