// The sum of a column in the width of its head: whole up to a million, then « 549 M € ». The exact one is in the tooltip.
import type { Amount } from "@/api/schema";
import { money, shortMoney } from "@/format";

const joined = (value: readonly Amount[], say: (cents: number, currency: string) => string): string =>
  value
    .filter((amount) => amount.cents !== 0)
    .map((amount) => say(amount.cents, amount.currency))
    .join(" + ");

export const shortSum = (value: readonly Amount[]): string => joined(value, shortMoney);
export const exactSum = (value: readonly Amount[]): string => joined(value, money);
