// What speaks for a pair is said before what speaks against it, and nothing is said to be certain.
import { describe, expect, it } from "vitest";
import { percentOf, reasonTexts } from "./reasons";
import { fr } from "./words.fr";

describe("reasons of a pair", () => {
  it("says what agrees first, each thing once", () => {
    const texts = reasonTexts(
      [
        { kind: "job_title", likelihood: "different" },
        { kind: "last_name", likelihood: "close" },
        { kind: "email", likelihood: "same" },
        { kind: "email", likelihood: "same" },
      ],
      fr,
    );
    expect(texts[0]).toBe(fr.same("e-mail"));
    expect(texts).toHaveLength(3);
    expect(texts[2]).toBe(fr.different("fonction"));
  });

  it("never says a hundred percent", () => {
    expect(percentOf(1)).toBe(99);
    expect(percentOf(0.9999)).toBe(99);
    expect(percentOf(0.507)).toBe(50);
  });
});
