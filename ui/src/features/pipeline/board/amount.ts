// The sum of a column in the width of its head: whole up to a million, then « 549 M € ». The exact one is in the tooltip.
import type { Amount } from "@/api/schema";
import { locale } from "@/app/i18n";
import { money } from "@/format";

const MILLION = 100_000_000;

function compact({ cents, currency }: Amount): string {
  if (Math.abs(cents) < MILLION) return money(Math.round(cents / 100) * 100, currency);
  try {
    const format = new Intl.NumberFormat(locale(), {
      style: "currency",
      currency,
      notation: "compact",
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    });
    return format.format(cents / 100).replaceAll("\u00a0", "\u202f");
  } catch {
    return money(cents, currency);
  }
}

const joined = (value: readonly Amount[], say: (amount: Amount) => string): string =>
  value
    .filter((amount) => amount.cents !== 0)
    .map(say)
    .join(" + ");

export const shortSum = (value: readonly Amount[]): string => joined(value, compact);
export const exactSum = (value: readonly Amount[]): string => joined(value, (a) => money(a.cents, a.currency));
