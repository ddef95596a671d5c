// Failures travel as keys and parameters; their sentences are in the two JSON files, which the command line reads too.
import { dateTime } from "@/format/dates";
import { size } from "@/format/numbers";
import { language, n } from "./core";
import english from "./failures.en.json";
import french from "./failures.fr.json";

const sentences: Record<"fr" | "en", Record<string, string>> = { fr: french, en: english };

export interface SaidFailure {
  key: string;
  params?: Record<string, unknown> | undefined;
  hint?: string | undefined;
}

/** A value in words: « seen: pdf » has its own entry `seen.pdf`; numbers, sizes and instants as the language writes them. */
function said(name: string, value: unknown): string {
  if (name === "bytes" && typeof value === "number") return size(value);
  if (name === "at" && typeof value === "number") return dateTime(value);
  if (typeof value === "number") return n(value);
  if (value === undefined || value === null) return "";
  return sentences[language()][`${name}.${String(value)}`] ?? String(value);
}

const fill = (sentence: string, params: Record<string, unknown>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => said(name, params[name]));

/** The sentence of a failure, its hint after it. A key without words falls back on the sentence for a fault of ours. */
export function failureText({ key, params = {}, hint }: SaidFailure): string {
  const table = sentences[language()];
  const known = table[key];
  const main = known ? fill(known, params) : fill(table.bug ?? key, { what: key });
  const second = hint ? table[hint] : undefined;
  return second ? `${main} ${fill(second, params)}` : main;
}
