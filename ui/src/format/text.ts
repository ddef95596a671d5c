// Comparing and finding text as people write it: accents, case, hyphens and apostrophes aside.

/** « Lefèvre » and "LEFEVRE" are the same. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .replace(/[’'‐-]/g, " ")
    .toLowerCase()
    .trim();

/** As a sentence begins. */
export const capital = (text: string): string => text.replace(/^\(*\p{Ll}/u, (start) => start.toLocaleUpperCase());

/** The first letters of first and last name. */
export function initials(name: string): string {
  const parts = name.split(/[\s-]+/).filter(Boolean);
  const first = parts[0]?.[0] ?? "";
  const last = parts.length > 1 ? (parts.at(-1)?.[0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
