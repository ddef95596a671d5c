// The days that are asked for most, as the core reads them.
import type { ReminderNew } from "@/api/schema";

export const quickDays = { tomorrow: "tomorrow", in3days: "in 3 working days", in1week: "in 1 week" } as const;

export type QuickDay = keyof typeof quickDays;

export const quickKeys = Object.keys(quickDays) as QuickDay[];

/** A follow-up without words, for that day. */
export const quickly = (day: QuickDay): ReminderNew => ({ at: quickDays[day] });
