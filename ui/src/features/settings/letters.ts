// Which shortcuts the switch turns off: those made of single characters only (« E », « G P », « Maj R »).
export const isLetters = (keys: string): boolean =>
  keys.split(" ").every((combo) => [...combo.replace(/^Shift\+/, "")].length === 1);
