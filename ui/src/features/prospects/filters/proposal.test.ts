// A word of a filter that is not understood, and what is proposed instead.
import { describe, expect, it } from "vitest";
import { withProposal, wrongPart } from "./proposal";

describe("a filter that is not understood", () => {
  it("shows the word where the core saw it", () => {
    expect(wrongPart("étape:contatcé ville:paris", { word: "contatcé", place: 7 })).toEqual({
      before: "étape:",
      word: "contatcé",
      after: " ville:paris",
      quoted: false,
    });
  });

  it("counts letters, not what they are made of", () => {
    expect(withProposal("👋 étape:gagne", { word: "gagne", place: 9, proposal: "Gagné" })).toBe("👋 étape:Gagné");
  });

  it("puts the proposal in the place of the word and of no other", () => {
    expect(withProposal("perdu étape:perdu", { word: "perdu", place: 13, proposal: "Perdu" })).toBe(
      "perdu étape:Perdu",
    );
  });

  it("quotes a proposal of several words, once", () => {
    const asked = { word: "rappeler", place: 7, proposal: "À rappeler" };
    expect(withProposal("étape:rappeler", asked)).toBe('étape:"À rappeler"');
    expect(withProposal('étape:"rappeler"', asked)).toBe('étape:"À rappeler"');
  });

  it("proposes nothing where the word is not there, or nothing is proposed", () => {
    expect(withProposal("ville:paris", { word: "contatcé", place: 7, proposal: "Contacté" })).toBeNull();
    expect(withProposal("tag:vip", { word: "vip", place: 5 })).toBeNull();
    expect(withProposal("étape est", { place: 10 })).toBeNull();
  });
});
