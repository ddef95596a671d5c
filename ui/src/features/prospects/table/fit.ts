// Texts cut to their cells. An ellipsis by style costs WebKit a layer and more than a tenth of each frame of a scroll; what
// the advances of the letters tell is cut here instead.

/** Advances in Inter Medium as a browser measures them, rounded up, in em; figures as wide as tabular ones. */
const advances: [em: number, letters: string][] = [
  [0.3, " IijlìíîïÌÍÎÏ’\u00a0\u202f\n"],
  [0.35, "!',.:;`t|·"],
  [0.4, "()/[\\]fr"],
  [0.5, '"-^_–°{}'],
  [0.55, "*?s"],
  [0.6, "FJLacekvxyzàáâãäåçèéêëÿ"],
  [0.65, "#$EPRSZbdghnopquñòóôõöøùúûüÈÉÊËß«»"],
  [0.7, "0123456789&+<=>BKTY~Ÿ€"],
  [0.75, "ACDGHUVXÀÁÂÃÄÅÇÙÚÛÜ"],
  [0.8, "NOQÑÒÓÔÕÖØ"],
  [0.85, "w"],
  [0.95, "mMæ…"],
  [1.05, "%@œ—WŒÆ"],
];
const FONT_SIZE = 13;
const ELLIPSIS = 0.95 * FONT_SIZE;

const known = new Map(advances.flatMap(([em, letters]) => [...letters].map((letter) => [letter, em * FONT_SIZE])));

/**
 * The text, or its beginning and an ellipsis, in a room of CSS pixels at the usual size of the text; null when it has
 * letters of which the advance is not known here.
 */
export function fit(text: string, room: number): string | null {
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
