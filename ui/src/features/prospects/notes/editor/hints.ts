// What is proposed behind « # » (tags) and « @ » (members) while a note is written, and behind « {{ » (variables) while a template
// is. Pure.
import { fold } from "@/format";

export interface Hint {
  name: string;
  /** A tag that there is not yet: it is made when the note is saved. */
  isNew?: boolean;
}

export type Sign = "#" | "@" | "{{";

const SHOWN = 8;

/** A name that the text of a note can hold. */
const isWritable = (name: string): boolean => name.trim() !== "" && !/[\]\n]/.test(name);

/** A word that may be a new tag: « #12 » is a number, and a full stop ends the sentence. */
const isWord = (text: string): boolean => /^[^\s[\]#@]*\p{L}[^\s[\]#@]*$/u.test(text) && !/[.,;:!?…)»]$/u.test(text);

/** How well a name answers: whole, by its beginning, by one of its words; nothing where it does not. */
function rank(name: string, asked: string): number {
  const held = fold(name);
  if (held === asked) return 0;
  if (held.startsWith(asked)) return 1;
  return [" ", "_", "."].some((joint) => held.includes(joint + asked)) ? 2 : -1;
}

export function hintsFor(sign: Sign, query: string, names: readonly string[]): Hint[] {
  if (/^\s/.test(query)) return [];
  const asked = fold(query);
  const hasSpace = /\s/.test(query);
  const found = names
    .filter(isWritable)
    .map((name) => ({ name, rank: asked ? rank(name, asked) : 1 }))
    // Once there are several words they are the sentence, unless a name begins with them.
    .filter((hint) => hint.rank >= 0 && (!hasSpace || fold(hint.name).startsWith(asked)))
    .filter((hint) => !/\s$/.test(query) || fold(hint.name).startsWith(`${asked} `))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SHOWN)
    .map(({ name }): Hint => ({ name }));
  const isKnown = names.some((name) => fold(name) === asked);
  if (sign === "#" && !hasSpace && !isKnown && isWord(query)) found.push({ name: query, isNew: true });
  return found;
}
