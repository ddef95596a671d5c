// French words of the editor of notes: the source that the English ones are checked against.
import { plural } from "@/app/i18n/core";

export const fr = {
  bar: "Mise en forme",
  bold: "Gras",
  italic: "Italique",
  list: "Liste",
  link: "Lien",
  address: "Adresse du lien",
  addressPlaceholder: "https://…",
  addressWrong: "Adresse web, e-mail ou téléphone attendue.",
  apply: "Valider",
  tags: "Étiquettes",
  members: "Membres",
  variables: "Variables",
  newTag: (p: { name: string }) => `Créer l’étiquette « ${p.name} »`,
  found: (count: number) => plural(count, { one: "# proposition", other: "# propositions" }),
};
