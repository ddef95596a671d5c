// What is proposed behind « # » and « @ », and above all when nothing is: Enter is then a new line.
import { describe, expect, it } from "vitest";
import { hintsFor } from "./hints";

const tags = ["Grand compte", "Salon Lyon", "Été", "a]b"];
const names = (hints: { name: string; isNew?: boolean }[]) => hints.map((h) => (h.isNew ? `+${h.name}` : h.name));

describe("what is proposed", () => {
  it("is found by its beginning or by one of its words, accents aside", () => {
    expect(names(hintsFor("#", "", tags))).toEqual(["Grand compte", "Salon Lyon", "Été"]);
    expect(names(hintsFor("#", "ete", tags))).toEqual(["Été"]);
    expect(names(hintsFor("#", "lyo", tags))).toEqual(["Salon Lyon", "+lyo"]);
    expect(names(hintsFor("#", "grand co", tags))).toEqual(["Grand compte"]);
    expect(names(hintsFor("@", "dur", ["Paul Durand"]))).toEqual(["Paul Durand"]);
  });

  it("is a new tag for a word, never for a number, a sentence or a member", () => {
    expect(names(hintsFor("#", "vip", tags))).toEqual(["+vip"]);
    for (const query of ["12", "12 demain", "vip ", "vip demain", "vip.", " vip", "grand ami"])
      expect(names(hintsFor("#", query, tags)), query).toEqual([]);
    expect(hintsFor("@", "vip", ["Paul Durand"])).toEqual([]);
  });

  it("is a variable by its beginning or by what stands behind a dot or a dash, and never a new one", () => {
    const variables = ["prenom", "nom", "nom_complet", "moi.prenom"];
    expect(names(hintsFor("{{", "pre", variables))).toEqual(["prenom", "moi.prenom"]);
    expect(names(hintsFor("{{", "complet", variables))).toEqual(["nom_complet"]);
    expect(hintsFor("{{", "salaire", variables)).toEqual([]);
  });
});
