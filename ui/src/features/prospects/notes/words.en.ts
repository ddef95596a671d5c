// English words of the editor of notes.
import { plural } from "@/app/i18n/core";
import type { fr } from "./words.fr";

export const en: typeof fr = {
  bar: "Formatting",
  bold: "Bold",
  italic: "Italic",
  list: "List",
  link: "Link",
  address: "Link address",
  addressPlaceholder: "https://…",
  addressWrong: "A web, e-mail or phone address is expected.",
  apply: "Apply",
  tags: "Tags",
  members: "Members",
  variables: "Variables",
  newTag: (p) => `Create the tag “${p.name}”`,
  found: (count) => plural(count, { one: "# suggestion", other: "# suggestions" }),
};
