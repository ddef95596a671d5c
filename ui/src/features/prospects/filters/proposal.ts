// What the core proposes instead of a word of a filter, put in the place of that word. The core found the word and its place, and
// reads the result anew: nothing of the language is known here but its quotes.

/** A word that stands for itself without quotes. */
const isPlain = (text: string): boolean => /^[\p{L}\p{N}_-]+$/u.test(text);

export interface Wrong {
  before: string;
  word: string;
  after: string;
  /** Whether it stands between quotes. */
  quoted: boolean;
}

/** The word that is not understood, where the core saw it; nothing if the text has another one there. */
export function wrongPart(text: string, params: Record<string, unknown>): Wrong | null {
  const { word, place } = params;
  if (typeof word !== "string" || word === "" || typeof place !== "number") return null;
  const letters = [...text];
  for (const [at, quoted] of [
    [place - 1, false],
    [place, true],
  ] as const) {
    const rest = letters.slice(at).join("");
    if (at >= 0 && rest.startsWith(word))
      return { before: letters.slice(0, at).join(""), word, after: rest.slice(word.length), quoted };
  }
  return null;
}

/** The text with the proposal in place of the word; nothing where there is no proposal that fits in. */
export function withProposal(text: string, params: Record<string, unknown>): string | null {
  const { proposal } = params;
  const wrong = wrongPart(text, params);
  if (!wrong || typeof proposal !== "string" || proposal.includes('"')) return null;
  const put = wrong.quoted || isPlain(proposal) ? proposal : `"${proposal}"`;
  return wrong.before + put + wrong.after;
}
