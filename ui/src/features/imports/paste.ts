// Text from the clipboard as a file to import: what spreadsheets copy is a table with tabs.
import type { Picked } from "@/platform";

/** Nothing when there is no table in it: at least two cells somewhere, or two lines. */
export function pastedFile(text: string, name: string): Picked | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim());
  if (lines.length < 2 && !lines.some((line) => /[\t;,]/.test(line))) return null;
  return { kind: "file", name, file: new File([text], name, { type: "text/csv" }) };
}
