// What is to be done, where it is known about whom.
import { expect, it } from "vitest";
import { ownTitle } from "./own-title";

const said = (words: string, title: string | null, ...ids: string[]) => ({
  words,
  title,
  prospects: ids.map((id) => ({ id })),
});

it("her own name is no part of what is to be done, any other name is", () => {
  expect(ownTitle("Dupont pour le devis mardi", said("Dupont", "pour le devis", "1"), "1")).toBe("Pour le devis");
  expect(ownTitle("voir Dupont pour le devis", said("Dupont", "pour le devis", "1"), "2")).toBe("Dupont pour le devis");
  expect(ownTitle("le devis à Dupont", said("Dupont", "le devis", "1"), undefined)).toBe("Le devis Dupont");
  expect(ownTitle("Dupont mardi", said("Dupont", null, "1"), "1")).toBeNull();
  expect(ownTitle("pour le devis", said("pour le devis", null), "1")).toBe("Pour le devis");
});
