// The history: days, sentences in both languages, and what each line can do.
import { afterEach, describe, expect, it } from "vitest";
import type { Operation } from "@/api/schema";
import { setLanguage } from "@/app/i18n";
import { operationText } from "@/app/undo";
import { linesOf, sentenceOf, wayOf } from "./entries";

afterEach(() => setLanguage("fr"));

const operation = (label: string, params: Operation["params"] = {}, more: Partial<Operation> = {}): Operation => ({
  id: "1",
  at: 0,
  caller: "user",
  label,
  params,
  reverts: null,
  reverted_by: null,
  changes: 1,
  is_undoable: true,
  is_redo: false,
  ...more,
});

/** Ordinary spaces in place of the narrow ones, to read the expectations. */
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, " ");

function said(label: string, params: Operation["params"]): string[] {
  return (["fr", "en"] as const).map((language) => {
    setLanguage(language);
    return plain(operationText(operation(label, params)));
  });
}

describe("a sentence", () => {
  const cases: [string, Operation["params"], string, string][] = [
    ["prospects.create", { name: "Léa Martin" }, "Ajout de Léa Martin", "Added Léa Martin"],
    [
      "prospects.edit",
      { name: "Léa Martin", fields: ["phone", "city"] },
      "Modification de Léa Martin : téléphone, ville",
      "Edited Léa Martin: phone, city",
    ],
    [
      "prospects.edit",
      { name: "Léa", fields: ["phone", "city", "site", "notes", "source"] },
      "Modification de Léa : téléphone, ville, site web et 2 de plus",
      "Edited Léa: phone, city, website and 2 more",
    ],
    [
      "prospects.delete",
      { count: 1200 },
      "Mise à la corbeille de 1 200 prospects",
      "Moved 1,200 prospects to the trash",
    ],
    ["prospects.restore", { name: "Léa Martin" }, "Restauration de Léa Martin", "Restored Léa Martin"],
    ["pipeline.move", { name: "Léa Martin", stage: "Contacté" }, "Léa Martin → Contacté", "Léa Martin → Contacté"],
    [
      "pipeline.move",
      { count: 128, stage: "Contacté" },
      "128 prospects déplacés vers Contacté",
      "128 prospects to Contacté",
    ],
    [
      "prospects.bulk",
      { action: "add_tags", tags: ["PME"], count: 12 },
      "Étiquette « PME » ajoutée à 12 prospects",
      "Added the tag “PME” to 12 prospects",
    ],
    [
      "prospects.bulk",
      { action: "remove_tags", tags: ["PME", "Lyon"], count: 1, name: "Léa" },
      "Étiquettes « PME », « Lyon » retirées de Léa",
      "Removed the tags “PME”, “Lyon” from Léa",
    ],
    [
      "prospects.bulk",
      { action: "stage", stage: "Gagné", count: 1, name: null },
      "1 prospect → Gagné",
      "1 prospect → Gagné",
    ],
    ["activities.note", { name: "Léa Martin" }, "Note sur Léa Martin", "Note on Léa Martin"],
    [
      "imports.run",
      { file: "salon.csv", created: 4210, updated: 380 },
      "Import de salon.csv : 4 210 créés, 380 complétés",
      "Import of salon.csv: 4,210 created, 380 completed",
    ],
    [
      "imports.run",
      { file: "salon.csv", created: 1, updated: 0 },
      "Import de salon.csv : 1 créé",
      "Import of salon.csv: 1 created",
    ],
    ["sample.erase", {}, "Effacement des données d’exemple", "Erased the sample data"],
    ["stages.create", { stage: "Démo" }, "Ajout de l’étape « Démo »", "Added the stage “Démo”"],
    [
      "stages.remove",
      { stage: "Démo", moved: 12, to: "Contacté" },
      "Suppression de l’étape « Démo » : 12 prospects vers Contacté",
      "Deleted the stage “Démo”: 12 prospects to Contacté",
    ],
    [
      "tags.remove",
      { tag: "PME", count: 3 },
      "Suppression de l’étiquette « PME » : 3 prospects",
      "Deleted the tag “PME”: 3 prospects",
    ],
    ["fields.create", { field: "Code NAF" }, "Ajout du champ « Code NAF »", "Added the field “Code NAF”"],
    ["members.create", { member: "Noa Perrin" }, "Ajout du membre Noa Perrin", "Added the member Noa Perrin"],
  ];

  for (const [label, params, french, english] of cases)
    it(`names ${label} ${JSON.stringify(params)}`, () => {
      expect(said(label, params)).toEqual([french, english]);
    });

  it("counts the writes of an operation that it does not know", () => {
    expect(plain(operationText(operation("future.thing", {}, { changes: 12 })))).toBe("12 modifications");
  });

  it("says what an undo took back, and what undoing that undo does again", () => {
    const undone = operation("prospects.create", { name: "Léa" }, { reverts: "1" });
    const again = operation("prospects.create", { name: "Léa" }, { reverts: "2", is_redo: true });
    expect(plain(sentenceOf(operation("prospects.create", { name: "Léa" })))).toBe("Ajout de Léa");
    expect(plain(sentenceOf(undone))).toBe("Annulation : Ajout de Léa");
    expect(plain(sentenceOf(again))).toBe("Rétablissement : Ajout de Léa");
  });
});

describe("a line", () => {
  it("opens each day once", () => {
    const noon = new Date(2026, 10, 22, 12).getTime();
    const lines = linesOf([
      operation("a", {}, { at: noon }),
      operation("b", {}, { at: noon - 3_600_000 }),
      operation("c", {}, { at: noon - 86_400_000 }),
    ]);
    expect(lines.map((l) => l.kind)).toEqual(["day", "operation", "operation", "day", "operation"]);
  });

  it("can be undone once, an undo can be taken back, a fact cannot", () => {
    expect(wayOf(operation("a"))).toBe("undo");
    expect(wayOf(operation("a", {}, { reverted_by: "2" }))).toBe("none");
    expect(wayOf(operation("history.undo", {}, { reverts: "1" }))).toBe("redo");
    expect(wayOf(operation("history.redo", {}, { reverts: "2", is_redo: true }))).toBe("undo");
    expect(wayOf(operation("a", {}, { is_undoable: false }))).toBe("none");
  });
});
