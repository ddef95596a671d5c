// What the rows of the inbox say, and which conversation follows one that has left.
import { beforeEach, expect, it } from "vitest";
import { setLanguage } from "@/app/i18n";
import { aboutOf, whoText } from "./data";
import { heir } from "./use-inbox";

beforeEach(() => setLanguage("fr"));

const person = (name: string | null, address: string) => ({ name, address, prospect: null, company: null });

it("says what a conversation is about without what answers put before it", () => {
  expect(aboutOf("Re: RE : Tr: Votre projet")).toBe("Votre projet");
  expect(aboutOf("AW: Fwd: Angebot")).toBe("Angebot");
  expect(aboutOf("Re[2]: Offre")).toBe("Offre");
  expect(aboutOf("Réponse à votre offre")).toBe("Réponse à votre offre");
  expect(aboutOf(null)).toBe("");
});

it("names whoever wrote last, and counts the others", () => {
  const lea = person("Léa Martin", "lea@nord.example");
  const marc = person(null, "marc@nord.example");
  expect(whoText({ people: [lea], more: 0 })).toBe("Léa Martin");
  expect(whoText({ people: [marc], more: 0 })).toBe("marc@nord.example");
  expect(whoText({ people: [lea, marc], more: 0 })).toBe("Léa Martin et 1 autre");
  expect(whoText({ people: [lea, marc], more: 3 })).toBe("Léa Martin et 4 autres");
  expect(whoText({ people: [], more: 0 })).toBe("personne");
});

it("opens the one in the place of the one that has left, else the last", () => {
  expect(heir(["a", "b", "c"], 1)).toBe("b");
  expect(heir(["a", "b"], 2)).toBe("b");
  expect(heir([], 0)).toBeUndefined();
});
