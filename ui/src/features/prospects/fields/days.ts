// Days as people type them: « 31/12/2026 », « 31/12 », « 31.12.26 », 2026-12-31. Stored as YYYY-MM-DD.
import { today } from "@/platform";

const two = (x: number): string => String(x).padStart(2, "0");

function valid(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && year >= 1900 && year <= 2200 ? `${year}-${two(month)}-${two(day)}` : null;
}

export function parseDay(text: string): string | null {
  const clean = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(clean);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const typed = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?$/.exec(clean);
  if (!typed) return null;
  const year = typed[3] === undefined ? Number(today().slice(0, 4)) : Number(typed[3]);
  return valid(year < 100 ? 2000 + year : year, Number(typed[2]), Number(typed[1]));
}

/** The day as it is typed: 31/12/2026. */
export function typedDay(on: string | null): string {
  const [year, month, day] = (on ?? "").split("-");
  return day ? `${day}/${month}/${year}` : "";
}
