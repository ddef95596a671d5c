// What the palette puts first.
import { describe, expect, it } from "vitest";
import { nearly, rank, rankGroups, score } from "./rank";
import { fieldsFrom } from "./use-records";

const labels = [
  "Importer un fichier…",
  "Réglages",
  "Thème : clair",
  "Thème : sombre",
  "Raccourcis clavier",
  "Rétablir",
];

describe("ranking", () => {
  it("finds without accents and in any order", () => {
    expect(rank("theme clair", labels, (l) => l)).toEqual(["Thème : clair"]);
    expect(rank("clair theme", labels, (l) => l)).toEqual(["Thème : clair"]);
    expect(rank("REGL", labels, (l) => l)).toEqual(["Réglages"]);
  });

  it("puts the beginning of a word before its middle", () => {
    expect(rank("cl", ["Un article", "Raccourcis clavier", "Clair"], (l) => l)).toEqual([
      "Clair",
      "Raccourcis clavier",
      "Un article",
    ]);
  });

  it("forgives one mistake in a long word, none in a short one", () => {
    expect(score("raccourcsi", "Raccourcis clavier")).toBeGreaterThan(0);
    expect(score("imprter", "Importer un fichier")).toBeGreaterThan(0);
    expect(score("xyz", "Importer un fichier")).toBe(0);
    expect(nearly("lea", "lae")).toBe(true);
    expect(nearly("leas", "leaxy")).toBe(false);
  });

  it("forgives mistakes only where nothing is sure, and puts the surest group first", () => {
    const groups = [
      { label: "Commandes", items: ["Undo the last change"] },
      { label: "Réglages", items: ["Theme: dark"] },
    ];
    const found = rankGroups("them", groups, (l) => l);
    expect(found.map((g) => g.items)).toEqual([["Theme: dark"]]);
    expect(rankGroups("thmee", groups, (l) => l).map((g) => g.label)).toEqual(["Réglages"]);
  });

  it("keeps the order of equals and everything for an empty query", () => {
    expect(rank("", labels, (l) => l)).toEqual(labels);
  });

  it("ranks 2,000 commands within a keystroke", () => {
    const many = Array.from({ length: 2000 }, (_, i) => `Commande numéro ${i} de la liste`);
    const from = performance.now();
    rank("numero liste", many, (l) => l);
    expect(performance.now() - from).toBeLessThan(250);
  });
});

describe("a prospect from what was typed", () => {
  it("reads an address, a number, a name", () => {
    expect(fieldsFrom("lea@atelier.fr")).toEqual({ email: "lea@atelier.fr" });
    expect(fieldsFrom("06 12 34 56 78")).toEqual({ phone: "06 12 34 56 78" });
    expect(fieldsFrom(" Léa  de La Tour ")).toEqual({ first_name: "Léa", last_name: "de La Tour" });
    expect(fieldsFrom("Martin")).toEqual({ last_name: "Martin" });
  });
});
