// Numbers, amounts and sizes as the language writes them. Amounts are integer cents until here.
import { kept, language } from "@/app/i18n/core";

/** In cents. */
const MILLION = 100_000_000;

const format = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));

/** French puts a wide no-break space before the sign of a currency; the narrow one is ours everywhere. */
const narrow = (text: string): string => (language() === "fr" ? text.replaceAll("\u00a0", "\u202f") : text);

export const integer = (value: number): string => narrow(format({}).format(value));

/** « 3,14159 »: with as many decimals as there are, up to ten. */
export const decimalNumber = (value: number): string => narrow(format({ maximumFractionDigits: 10 }).format(value));

/** « 14,2 % » from 0.142. */
export const percent = (ratio: number, digits = 1): string =>
  narrow(format({ style: "percent", maximumFractionDigits: digits }).format(ratio));

/** « 12 400 € » from cents; decimals only where there are cents. */
export function money(cents: number, currency = "EUR"): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  const options: Intl.NumberFormatOptions = {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  try {
    return narrow(format(options).format(cents / 100));
  } catch {
    return `${integer(cents / 100)} ${currency}`;
  }
}

/** « 549 M € » from cents, in whole units under a million. */
export function shortMoney(cents: number, currency = "EUR"): string {
  if (Math.abs(cents) < MILLION) return money(Math.round(cents / 100) * 100, currency);
  const options: Intl.NumberFormatOptions = {
    style: "currency",
    currency,
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  };
  try {
    return narrow(format(options).format(cents / 100));
  } catch {
    return money(cents, currency);
  }
}

const units = { fr: ["o", "ko", "Mo", "Go", "To"], en: ["B", "KB", "MB", "GB", "TB"] };

/** « 40 Mo » from bytes. */
export function size(bytes: number): string {
  let value = bytes;
  let rank = 0;
  while (value >= 1000 && rank < 4) {
    value /= 1000;
    rank += 1;
  }
  const text = narrow(format({ maximumFractionDigits: value < 10 && rank > 0 ? 1 : 0 }).format(value));
  return `${text}\u202f${units[language()][rank]}`;
}

/** Cents from what a person types: « 1 234,56 € », "1,234.56", "1234". Nothing when it is not an amount. */
export function parseCents(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f€$£]/g, "").replace(/eur(os?)?$/i, "");
  if (!/^-?[\d.,]+$/.test(bare)) return null;
  const last = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
  const decimals = last >= 0 && bare.length - last - 1 <= 2 ? bare.slice(last + 1) : "";
  const whole = (decimals || last === bare.length - 1 ? bare.slice(0, last) : bare).replace(/[.,]/g, "");
  const value = Number(`${whole || "0"}.${decimals || "0"}`);
  return Number.isFinite(value) ? Math.round(value * 100) : null;
}
