// How a follow-up comes back, in words, and the usual rhythms that are offered.
import type { Repeat, RepeatUnit } from "@/api/schema";
import { words } from "@/app/i18n";
import { dayName, dayStart } from "@/format";

export const units: readonly RepeatUnit[] = ["day", "working_day", "week", "month", "year"];

/** Those that are chosen by name; anything else is « Autre ». */
const usual = {
  working_day: { every: 1, unit: "working_day" },
  week: { every: 1, unit: "week" },
  weeks: { every: 2, unit: "week" },
  month: { every: 1, unit: "month" },
} as const satisfies Record<string, Repeat>;

export type Rhythm = "never" | keyof typeof usual | "other";

export const rhythms: readonly Rhythm[] = ["never", ...(Object.keys(usual) as (keyof typeof usual)[]), "other"];

export const rhythmOf = (repeat: Repeat | null): Rhythm => {
  if (!repeat || repeat.every === 0) return "never";
  const known = Object.entries(usual).find(([, u]) => u.every === repeat.every && u.unit === repeat.unit);
  return (known?.[0] as Rhythm | undefined) ?? "other";
};

/** What choosing a rhythm makes; « Autre » begins with what there is. */
export function repeatOf(rhythm: Rhythm, before: Repeat | null): Repeat | null {
  if (rhythm === "never") return null;
  if (rhythm !== "other") return { ...usual[rhythm] };
  return before && rhythmOf(before) === "other" ? before : { every: 3, unit: before?.unit ?? "week" };
}

/** « tous les lundis », « toutes les 2 semaines ». `on` is the day that it is due, `YYYY-MM-DD` with or without a time. */
export function rhythmText(repeat: Repeat, on?: string | null): string {
  const w = words().reminders.repeat;
  if (repeat.unit === "week" && repeat.every === 1 && on)
    return w.everyDay({ day: dayName(dayStart(on.slice(0, 10))) });
  return w.say(repeat);
}
