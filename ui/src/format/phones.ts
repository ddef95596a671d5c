// Phones are stored in E.164 and shown with spaces. Grouping is for the eye only: the core owns the reading of numbers.
import { language } from "@/app/i18n/core";

/** Country calling codes of one and two digits; all others have three. */
const short = new Set(
  "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98".split(
    " ",
  ),
);

function callingCode(digits: string): string {
  if (short.has(digits.slice(0, 1))) return digits.slice(0, 1);
  return short.has(digits.slice(0, 2)) ? digits.slice(0, 2) : digits.slice(0, 3);
}

const pairs = (digits: string): string => digits.replace(/\d{2}(?=\d)/g, "$& ");

function groups(code: string, rest: string): string {
  if (code === "33" && rest.length === 9) return `${rest.slice(0, 1)} ${pairs(rest.slice(1))}`;
  if (code === "1" && rest.length === 10) return `${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`;
  if (code === "32" && rest.length === 9) return `${rest.slice(0, 3)} ${pairs(rest.slice(3))}`;
  if (code === "41" && rest.length === 9) return `${rest.slice(0, 2)} ${rest.slice(2, 5)} ${pairs(rest.slice(5))}`;
  return rest.length % 2 === 0 ? pairs(rest) : `${rest.slice(0, 3)} ${pairs(rest.slice(3))}`;
}

/** An extension is kept after the number, as RFC 3966 writes it. */
const withExtension = (number: string, extension: string | undefined): string =>
  extension ? `${number} ${language() === "fr" ? "poste" : "ext."} ${extension}` : number;

/** « +33 6 12 34 56 78 ». What is not E.164 is shown as it was written. */
export function phone(e164: string): string {
  const match = /^\+(\d{6,15})(?:;ext=(\w+))?$/.exec(e164);
  if (!match?.[1]) return e164;
  const code = callingCode(match[1]);
  const number = `+${code} ${groups(code, match[1].slice(code.length))}`;
  return withExtension(number, match[2]).replaceAll(" ", "\u00a0");
}

/** « 06 12 34 56 78 » for a number of the user's own country, else as above. Knows the French plan only. */
export function nationalPhone(e164: string, region: string): string {
  const match = /^\+33(\d{9})(?:;ext=(\w+))?$/.exec(e164);
  if (region !== "FR" || !match?.[1]) return phone(e164);
  return withExtension(pairs(`0${match[1]}`), match[2]).replaceAll(" ", "\u00a0");
}
