// Texts cut to their cells. An ellipsis by style costs WebKit a layer and more than a tenth of each frame of a scroll; what
// the advances of the letters tell is cut here instead.

/** Advances in Inter Regular as a browser measures them, rounded up, in em; figures are the tabular ones. */
const advances: [em: number, letters: string][] = [
  [0.16, "\u202f"],
  [0.28, "ijlIìíîïÌÍÎÏ’"],
  [0.3, " !',.:·\u00a0\n"],
  [0.34, ";`t|"],
  [0.38, "()/[\\]fr"],
  [0.46, "{}-_°"],
  [0.5, '"^–'],
  [0.54, "*?s"],
  [0.56, "kxz"],
  [0.58, "JLacvyàáâãäåçÿ"],
  [0.6, "Fehnouèéêëñòóôõöøùúûü«»"],
  [0.62, "EbdgpqÈÉÊËß"],
  [0.66, "0123456789#$&PZBRST"],
  [0.7, "+<=>€~KYŸAVXÀÁÂÃÄÅ"],
  [0.74, "CDÇ"],
  [0.78, "GHNUÑÙÚÛÜOQÒÓÔÕÖØ"],
  [0.82, "w"],
  [0.88, "m…"],
  [0.92, "Mæ"],
  [1.02, "@%WœÆ—Œ"],
];
const FONT_SIZE = 13;
const ELLIPSIS = 0.88 * FONT_SIZE;

const known = new Map(advances.flatMap(([em, letters]) => [...letters].map((letter) => [letter, em * FONT_SIZE])));

/**
 * The text, or its beginning and an ellipsis, in a room of CSS pixels at the usual size of the text; null when it has
 * letters of which the advance is not known here.
 */
export function fitted(text: string, room: number): string | null {
  let width = 0;
  let end = 0;
  let length = 0;
  for (const letter of text) {
    const advance = known.get(letter);
    if (advance === undefined) return null;
    width += advance;
    length += letter.length;
    if (width <= room - ELLIPSIS) end = length;
    if (width > room) return `${text.slice(0, end).trimEnd()}…`;
  }
  return text;
}
