// Countries by their ISO code, in the language of the screen. The host's own names: no list to keep.
import { language } from "@/app/i18n";

const notCountries = new Set(["EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"]);
const lists = new Map<string, { code: string; name: string }[]>();

function names(): Intl.DisplayNames {
  return new Intl.DisplayNames(language(), { type: "region", fallback: "none" });
}

export function countries(): { code: string; name: string }[] {
  const known = lists.get(language());
  if (known) return known;
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const spoken = names();
  const found = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => !notCountries.has(code))
    .flatMap((code) => {
      const name = spoken.of(code);
      return name && new Intl.Locale(`und-${code}`).region === code ? [{ code, name }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, language()));
  lists.set(language(), found);
  return found;
}

export function countryName(code: string | null): string {
  if (!code) return "";
  return countries().find((c) => c.code === code)?.name ?? code;
}
