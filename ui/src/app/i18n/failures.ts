// Failures travel as keys and parameters; their sentences are in the two JSON files, which the command line reads too.
import { language, n } from "./core";
import english from "./failures.en.json";
import french from "./failures.fr.json";

const sentences: Record<"fr" | "en", Record<string, string>> = { fr: french, en: english };

export interface SaidFailure {
  key: string;
  params?: Record<string, unknown> | undefined;
  hint?: string | undefined;
}

function fill(sentence: string, params: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (typeof value === "number") return n(value);
    return value === undefined || value === null ? "" : String(value);
  });
}

/** The sentence of a failure, its hint after it. A key without words falls back on the sentence for a fault of ours. */
export function failureText({ key, params = {}, hint }: SaidFailure): string {
  const table = sentences[language()];
  const known = table[key];
  const main = known ? fill(known, params) : fill(table.bug ?? key, { what: key });
  const second = hint ? table[hint] : undefined;
  return second ? `${main} ${fill(second, params)}` : main;
}
