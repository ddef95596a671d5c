// The hours of a day as they are typed and said: « 9:00–12:30, 14:00–18:00 ». Whether they make sense is for the core to say.
import type { Hours } from "@/api/schema";

/** « 9:00 » for « 09:00 ». */
const short = (time: string): string => time.replace(/^0(?=\d)/, "");

export const sayHours = (spans: readonly Hours[]): string =>
  spans.map(({ from, to }) => `${short(from)}–${short(to)}`).join(", ");

const TIME = String.raw`(\d{1,2})(?:\s*[:hH.]\s*(\d{2})?)?`;
const SPAN = new RegExp(String.raw`^(?:de\s+|from\s+)?${TIME}\s*(?:-|–|—|à|a|to)\s*${TIME}$`, "i");

const two = (digits: string | undefined): string => (digits ?? "00").padStart(2, "0");

/** Reads « 9-12h30 14:00 – 18h », parts being set apart by commas, semicolons, « et » or blanks; nothing for what is no hours. */
export function readHours(text: string): Hours[] | null {
  // What joins two times belongs to them: only the blanks that are left set parts apart.
  const joined = text.trim().replace(/\s*(?:[-–—]|\s(?:à|a|to)\s)\s*/giu, "–");
  const parts = joined.split(/\s*(?:[,;+/]|\bet\b|\band\b|\s)\s*/i).filter(Boolean);
  const spans: Hours[] = [];
  for (const part of parts) {
    const found = SPAN.exec(part);
    if (!found) return null;
    spans.push({ from: `${two(found[1])}:${two(found[2])}`, to: `${two(found[3])}:${two(found[4])}` });
  }
  return spans;
}
