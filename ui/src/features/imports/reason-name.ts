// The core's reason keys in words: « duplicate:email » is a skipped row with how it was matched, « phone:phone_impossible »
// a value left out with its field. Keys may be precise: the word of the family stands in where there is none.
import { words } from "@/app/i18n";

function named(names: object, key: string): string | undefined {
  const table = names as Record<string, string>;
  return table[key] ?? table[key.split(/[._]/)[0] ?? key];
}

export function reasonName(names: object, key: string): string {
  const w = words().imports;
  const [first = key, second] = key.split(":");
  if (second === undefined) return named(names, key) ?? w.reasons.other;
  const matched = w.matched[second as keyof typeof w.matched];
  if (matched) return `${named(names, first) ?? w.reasons.other} (${matched})`;
  return named(names, second) ?? named(names, first) ?? w.reasons.other;
}
