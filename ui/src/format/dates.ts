// Dates and times as the language says them. Instants are UTC milliseconds, days are "YYYY-MM-DD".
import { kept, language } from "@/app/i18n/core";
import { now } from "@/platform";
import { capital } from "./text";

const DAY = 86_400_000;

const format = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));

/** Local midnight of a day or of an instant. */
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Local midnight of "YYYY-MM-DD". */
export function dayStart(on: string): number {
  const [year = 1970, month = 1, day = 1] = on.split("-").map(Number);
  return new Date(year, month - 1, day).getTime();
}

const sameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear();

/** « 14:32 », « 9:00 ». */
export const time = (at: number): string =>
  format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at).replace(/^0/, "");

/** French counts the first of a month: « 1er janvier ». */
const counted = (text: string): string => (language() === "fr" ? text.replace(/(?<!\d)1(?= \p{L})/u, "1er") : text);

/** « 23 nov. », with the year when it is not this one. */
export function shortDate(at: number): string {
  const year: Intl.DateTimeFormatOptions = sameYear(at, now()) ? {} : { year: "numeric" };
  return counted(format({ day: "numeric", month: "short", ...year }).format(at));
}

/** « 23 nov. » from "YYYY-MM-DD". */
export const shortDay = (on: string): string => shortDate(dayStart(on));

/** « lun. 23 nov. 14:30 ». */
export function dateTime(at: number): string {
  const weekday = format({ weekday: "short" }).format(at);
  return `${weekday} ${shortDate(at)} ${time(at)}`;
}

/** « lun. 23 nov. 2026 14:30 », always with its year. */
export function fullDateTime(at: number): string {
  const day = counted(format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(at));
  return `${day} ${time(at)}`;
}

const two = (x: number): string => String(x).padStart(2, "0");

/** « 2026-11-23T14:30 », as a field of the browser for dates and times holds it. */
export function localInput(at: number): string {
  const d = new Date(at);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** The instant of such a field: the last millisecond of its minute, but never later than now. Nothing when it is not filled in. */
export function fromLocalInput(text: string): number | null {
  const at = /^\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(at, Math.min(at + 59_999, now()));
}

/** « lundi ». */
export const dayName = (at: number): string => format({ weekday: "long" }).format(at);

/** « lundi 23 novembre 2026 ». */
export const longDate = (at: number): string =>
  counted(format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(at));

const said = {
  fr: {
    now: "à l’instant",
    minutes: (x: number) => `il y a ${x} min`,
    hours: (x: number) => `il y a ${x} h`,
    yesterday: "hier",
    days: (x: number) => `il y a ${x} j`,
    today: "aujourd’hui",
    tomorrow: "demain",
    inDays: (x: number) => `dans ${x} j`,
  },
  en: {
    now: "just now",
    minutes: (x: number) => `${x} min ago`,
    hours: (x: number) => `${x} h ago`,
    yesterday: "yesterday",
    days: (x: number) => `${x} d ago`,
    today: "today",
    tomorrow: "tomorrow",
    inDays: (x: number) => `in ${x} d`,
  },
};

/** Whole days gone by, from one local midnight to the other. */
export const daysSince = (at: number): number => Math.round((midnight(now()) - midnight(at)) / DAY);

/** « il y a 12 min », « hier », « il y a 3 j », then the date after a week. */
export function ago(at: number): string {
  const w = said[language()];
  const elapsed = now() - at;
  if (elapsed < 60_000) return w.now;
  const days = Math.round((midnight(now()) - midnight(at)) / DAY);
  if (days === 0) {
    const minutes = Math.floor(elapsed / 60_000);
    return minutes < 60 ? w.minutes(minutes) : w.hours(Math.floor(minutes / 60));
  }
  if (days === 1) return w.yesterday;
  return days <= 7 ? w.days(days) : shortDate(at);
}

/** The same on days: « aujourd’hui », « demain », « dans 2 j », « il y a 3 j ». */
export function relativeDay(on: string): string {
  const w = said[language()];
  const days = Math.round((dayStart(on) - midnight(now())) / DAY);
  if (days === 0) return w.today;
  if (days === 1) return w.tomorrow;
  if (days === -1) return w.yesterday;
  if (days > 1 && days <= 7) return w.inDays(days);
  if (days < -1 && days >= -7) return w.days(-days);
  return shortDay(on);
}

/** The heading of a day in a history: « Aujourd’hui », « Hier », « lundi 23 novembre 2026 ». */
export function dayHeading(at: number): string {
  const w = said[language()];
  const days = Math.round((midnight(now()) - midnight(at)) / DAY);
  return capital(days === 0 ? w.today : days === 1 ? w.yesterday : longDate(at));
}

/** Whether two instants fall on the same local day. */
export const sameDay = (a: number, b: number): boolean => midnight(a) === midnight(b);
