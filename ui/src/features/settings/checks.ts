// What is refused in a form before the core is asked. The core checks again: these only answer sooner.
import { words } from "@/app/i18n";

export const required = (text: string): string | undefined => (text ? undefined : words().settings.required);

/** Something before and after one @, with a dot after it; blank is allowed. */
export const email = (text: string): string | undefined =>
  text === "" || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? undefined : words().settings.email;

/** A percentage as a person types it: blank clears, anything else must be a whole number from 0 to 100. */
export function percent(text: string): number | null | undefined {
  const bare = text.replace("%", "").trim();
  if (bare === "") return null;
  const value = Number(bare);
  return Number.isInteger(value) && value >= 0 && value <= 100 ? value : undefined;
}

/** Days as a person types them: blank clears, anything else must be a whole number from 1 to 999. */
export function days(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= 999 ? value : undefined;
}
