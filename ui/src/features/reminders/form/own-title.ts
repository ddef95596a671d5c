// The words of a follow-up of somebody who is known already: what the core took for whom may belong to what is to be done.
import type { Id, Understood } from "@/api/schema";
import { titleOf } from "../use-understood";

type Said = Pick<Understood, "words" | "title"> & { prospects: readonly { id: Id }[] };

/** « pour le devis » says no name; « Dupont pour le devis » does, on the sheet of Dupont. */
export function ownTitle(text: string, said: Said, person?: Id | undefined): string | null {
  if (said.title === null) return titleOf(said.prospects.some(({ id }) => id === person) ? "" : said.words);
  if (said.prospects.some(({ id }) => id === person)) return titleOf(said.title);
  const plain = text.toLocaleLowerCase();
  const at = (part: string) => plain.indexOf(part.toLocaleLowerCase());
  const parts = [said.words, said.title].sort((a, b) => at(a) - at(b));
  return titleOf(parts.join(" "));
}
