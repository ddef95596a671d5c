// The sections, in their order, and how a search finds them: by title, by the settings inside, by other words.
import type { Messages } from "@/app/i18n";
import { fold } from "@/format";

export const sectionIds = [
  "profile",
  "accounts",
  "team",
  "worktime",
  "pipeline",
  "fields",
  "tags",
  "templates",
  "files",
  "appearance",
  "keyboard",
  "backups",
  "privacy",
  "about",
] as const;

export type SectionId = (typeof sectionIds)[number];

export const sectionOf = (text: string | undefined): SectionId => sectionIds.find((id) => id === text) ?? "profile";

export interface Found {
  id: SectionId;
  title: string;
}

/** Every word of the search must be found somewhere in a section. */
export function findSections(w: Messages["settings"], query: string): Found[] {
  const asked = fold(query).split(/\s+/).filter(Boolean);
  return sectionIds
    .map((id) => ({ id, title: w.sections[id], text: fold(`${w.sections[id]} ${w.leads[id]} ${w.also[id]}`) }))
    .filter(({ text }) => asked.every((word) => text.includes(word)))
    .map(({ id, title }) => ({ id, title }));
}
