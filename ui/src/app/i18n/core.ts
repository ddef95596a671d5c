// Which language is spoken now, and the two things words need: numbers and plurals. No sentence lives here.
export type Language = "fr" | "en";

const locales: Record<Language, string> = { fr: "fr-FR", en: "en-GB" };

/** Formatters of the language of the moment, each made when it is first used and kept: making one costs milliseconds. */
export function kept<O extends object, F>(make: (locale: string, options: O) => F): (options: O) => F {
  const made = new Map<string, F>();
  return (options) => {
    const key = locale() + JSON.stringify(options);
    const found = made.get(key) ?? make(locale(), options);
    made.set(key, found);
    return found;
  };
}

const rules = kept((locale) => new Intl.PluralRules(locale));
const numbers = kept((locale) => new Intl.NumberFormat(locale));

let current: Language = "fr";
const listeners = new Set<() => void>();

export const language = (): Language => current;
export const locale = (): string => locales[current];

export function setLanguage(next: Language): void {
  if (next === current) return;
  current = next;
  if (typeof document !== "undefined") document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A whole number as the language writes it. */
export const n = (value: number): string => numbers({}).format(value);

/** Picks the form for a count and writes the count in place of `#`. French takes `many` from a million on. */
export function plural(count: number, forms: { one: string; other: string; many?: string }): string {
  const category = rules({}).select(count);
  const form = category === "one" ? forms.one : category === "many" ? (forms.many ?? forms.other) : forms.other;
  return form.replace("#", n(count));
}
