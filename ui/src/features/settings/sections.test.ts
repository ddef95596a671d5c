// The search of the settings, in both languages.
import { expect, it } from "vitest";
import { en } from "@/app/i18n/en";
import { fr } from "@/app/i18n/fr";
import { findSections, sectionIds, sectionOf } from "./sections";

const ids = (query: string, w = fr.settings) => findSections(w, query).map((f) => f.id);

it("shows every section while nothing is asked", () => {
  expect(ids("")).toEqual([...sectionIds]);
});

it("finds by the settings inside, accents and case aside", () => {
  expect(ids("THEME")).toEqual(["appearance"]);
  expect(ids("etape")).toContain("pipeline");
  expect(ids("clé secours")).toEqual(["backups"]);
  expect(ids("zzz")).toEqual([]);
  expect(ids("dark", en.settings)).toEqual(["appearance"]);
});

it("opens the profile when the address names no section", () => {
  expect([sectionOf(undefined), sectionOf("nope"), sectionOf("tags")]).toEqual(["profile", "profile", "tags"]);
});
