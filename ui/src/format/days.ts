// Days and hours as people type them, in French and in English: « 31/12/2026 », « 31/12 », « 24 nov. », « vendredi »,
// « dans 3 jours », « 14h30 ». Held as YYYY-MM-DD and HH:MM. A language that is not the one of the page is understood too.
import { today } from "@/platform";
import { fold } from "./text";

const two = (x: number): string => String(x).padStart(2, "0");

function valid(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && year >= 1900 && year <= 2200 ? `${year}-${two(month)}-${two(day)}` : null;
}

const inUtc = (on: string): Date => new Date(`${on}T00:00:00Z`);
const held = (date: Date): string | null => valid(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());

/** So many days later. */
export function laterDay(on: string, days: number): string {
  const date = inUtc(on);
  date.setUTCDate(date.getUTCDate() + days);
  return held(date) ?? on;
}

/** The same day so many months later, or the last one of a shorter month. */
export function laterMonth(on: string, months: number): string {
  const date = inUtc(on);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return held(date) ?? on;
}

/** The Monday of the week of a day. */
export const mondayOf = (on: string): string => laterDay(on, -((inUtc(on).getUTCDay() + 6) % 7));

const NAMED: Record<string, number> = {
  "avant hier": -2,
  hier: -1,
  yesterday: -1,
  auj: 0,
  "aujourd hui": 0,
  today: 0,
  demain: 1,
  tomorrow: 1,
  "apres demain": 2,
};

/** Monday first, as the numbers of a week go here. */
const WEEKDAYS = [
  ["lun", "lundi", "mon", "monday"],
  ["mar", "mardi", "tue", "tues", "tuesday"],
  ["mer", "mercredi", "wed", "wednesday"],
  ["jeu", "jeudi", "thu", "thur", "thurs", "thursday"],
  ["ven", "vendredi", "fri", "friday"],
  ["sam", "samedi", "sat", "saturday"],
  ["dim", "dimanche", "sun", "sunday"],
];

const MONTHS = [
  ["janvier", "january"],
  ["fevrier", "february"],
  ["mars", "march"],
  ["avril", "april"],
  ["mai", "may"],
  ["juin", "june"],
  ["juillet", "july"],
  ["aout", "august"],
  ["septembre", "september"],
  ["octobre", "october"],
  ["novembre", "november"],
  ["decembre", "december"],
];

/** What three letters or more begin, when it is one month only: « jui » could be two. */
function monthOf(text: string): number | null {
  if (text.length < 3) return null;
  const found = MONTHS.flatMap((names, at) => (names.some((name) => name.startsWith(text)) ? [at + 1] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

const weekdayOf = (text: string): number => WEEKDAYS.findIndex((names) => names.includes(text));

function weekday(text: string): string | null {
  const parts = /^(?:(next|last) )?([a-z]+)(?: (prochain|dernier))?$/.exec(text);
  const at = weekdayOf(parts?.[2] ?? "");
  if (!parts || at < 0) return null;
  const ahead = (at - ((inUtc(today()).getUTCDay() + 6) % 7) + 7) % 7 || 7;
  const isPast = parts[1] === "last" || parts[3] === "dernier";
  return laterDay(today(), isPast ? ahead - 7 || -7 : ahead);
}

function distance(text: string): string | null {
  const parts =
    /^(dans|in|il y a|\+|-)? ?(\d{1,3}) ?(jours?|j|days?|d|semaines?|sem|weeks?|w|mois|months?|m|ans?|years?|y)?( ago)?$/.exec(
      text,
    );
  if (!parts || !(parts[1] || parts[4])) return null;
  const isPast = parts[1] === "il y a" || parts[1] === "-" || parts[4] !== undefined;
  const count = Number(parts[2]) * (isPast ? -1 : 1);
  const unit = parts[3] ?? (/[+-]/.test(parts[1] ?? "") ? "j" : null);
  if (unit === null) return null;
  if (/^(j|d)/.test(unit)) return laterDay(today(), count);
  if (/^(s|w)/.test(unit)) return laterDay(today(), 7 * count);
  return laterMonth(today(), /^m/.test(unit) ? count : 12 * count);
}

const yearOf = (text: string | undefined): number => {
  const year = text === undefined ? Number(today().slice(0, 4)) : Number(text);
  return year < 100 ? 2000 + year : year;
};

/** « 24 nov. 2026 », « mar. 24 novembre », « November 24, 2026 ». */
function written(text: string): string | null {
  const [first = "", ...rest] = text.split(" ");
  const words = weekdayOf(first) >= 0 && rest.length > 0 ? rest : [first, ...rest];
  const [a = "", b = "", year, ...more] = words;
  if (more.length > 0 || (year !== undefined && !/^(\d{4}|\d{2})$/.test(year))) return null;
  const [day, month] = /^\d/.test(a) ? [a, b] : [b, a];
  const number = /^(\d{1,2})(?:er|st|nd|rd|th)?$/.exec(day)?.[1];
  const at = monthOf(month);
  return number && at ? valid(yearOf(year), at, Number(number)) : null;
}

export function parseDay(text: string): string | null {
  const clean = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(clean);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const typed = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?$/.exec(clean);
  if (typed) return valid(yearOf(typed[3]), Number(typed[2]), Number(typed[1]));
  // A minus sign in front says that it is past; elsewhere hyphens and stops only part words.
  const sign = /^[+-]/.exec(clean)?.[0] ?? "";
  const said =
    sign +
    fold(clean.slice(sign.length))
      .replace(/[.,\s]+/g, " ")
      .trim();
  const named = NAMED[said];
  if (named !== undefined) return laterDay(today(), named);
  return weekday(said) ?? distance(said) ?? written(said);
}

/** The day as it is typed: 31/12/2026. */
export function typedDay(on: string | null): string {
  const [year, month, day] = (on ?? "").split("-");
  return day ? `${day}/${month}/${year}` : "";
}

/** « 9 », « 9h », « 9:30 », « 14h30 », « 1430 », « 2 pm » as HH:MM. */
export function parseTime(text: string): string | null {
  const parts = /^(\d{1,2})\s*(?:[:h.]\s*(\d{2})?|(\d{2}))?\s*(am|pm)?$/i.exec(text.trim());
  if (!parts) return null;
  const half = parts[4]?.toLowerCase();
  const hour = Number(parts[1]);
  if (half && (hour < 1 || hour > 12)) return null;
  const counted = half ? (hour % 12) + (half === "pm" ? 12 : 0) : hour;
  const minute = Number(parts[2] ?? parts[3] ?? 0);
  return counted < 24 && minute < 60 ? `${two(counted)}:${two(minute)}` : null;
}

/** The hour as it is read: 9:30. */
export const typedTime = (at: string): string => at.replace(/^0(?=\d:)/, "");

/** « 24/11/2026 14:30 », « hier 9h » as YYYY-MM-DDTHH:MM; a day alone takes the hour that is given. */
export function parseMoment(text: string, usual: string): string | null {
  const iso = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(text.trim());
  if (iso) return parseDay(iso[1] ?? "") && `${iso[1]}T${iso[2]}`;
  const parts = /^(.*?)[\s,]+(?:à\s+|at\s+)?(\d{1,2}\s*(?:[:h]\s*(?:\d{2})?\s*(?:am|pm)?|am|pm))$/i.exec(text.trim());
  const day = parseDay(parts?.[1] ?? text);
  const hour = parts ? parseTime(parts[2] ?? "") : usual;
  return day && hour ? `${day}T${hour}` : null;
}

/** The moment as it is typed: 24/11/2026 14:30. */
export const typedMoment = (at: string): string =>
  at ? `${typedDay(at.slice(0, 10))} ${typedTime(at.slice(11, 16))}` : "";
