// What the form offers of repetition, and the rule that it means. A rule that it does not know is kept as it is.
export type Preset = "none" | "daily" | "workdays" | "weekly" | "fortnight" | "monthly" | "yearly" | "own";
export type Unit = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";

export interface Repeat {
  preset: Preset;
  every: number;
  unit: Unit;
  /** The last day, « 2026-12-31 »; empty without an end. */
  until: string;
  /** A rule that the form has no words for. */
  raw: string | null;
}

const RULES: Record<Exclude<Preset, "none" | "own">, string> = {
  daily: "FREQ=DAILY",
  workdays: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  weekly: "FREQ=WEEKLY",
  fortnight: "FREQ=WEEKLY;INTERVAL=2",
  monthly: "FREQ=MONTHLY",
  yearly: "FREQ=YEARLY",
};

export const never: Repeat = { preset: "none", every: 1, unit: "WEEKLY", until: "", raw: null };

export function ruleOf(repeat: Repeat): string {
  if (repeat.preset === "none") return "";
  const until = repeat.until ? `;UNTIL=${repeat.until.replaceAll("-", "")}` : "";
  if (repeat.preset !== "own") return RULES[repeat.preset] + until;
  if (repeat.raw !== null) return repeat.raw;
  return `FREQ=${repeat.unit};INTERVAL=${Math.max(1, Math.round(repeat.every) || 1)}${until}`;
}

export function repeatOf(rule: string | null): Repeat {
  if (!rule) return never;
  const until = /;UNTIL=(\d{4})(\d\d)(\d\d)[^;]*/.exec(rule);
  const bare = rule.replace(/;UNTIL=[^;]*/, "").replace(/;WKST=MO/, "");
  const day = until ? `${until[1]}-${until[2]}-${until[3]}` : "";
  for (const [preset, text] of Object.entries(RULES))
    if (text === bare) return { ...never, preset: preset as Preset, until: day };
  const own = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);INTERVAL=(\d+)$/.exec(bare);
  if (own) return { preset: "own", every: Number(own[2]), unit: own[1] as Unit, until: day, raw: null };
  return { ...never, preset: "own", until: day, raw: rule };
}
