// The core's reason keys in words. Keys may be precise (« date_impossible »): the word of the family stands in.
import { words } from "@/app/i18n";

export function reasonName(names: object, reason: string): string {
  const table = names as Record<string, string>;
  const family = reason.split(/[._]/)[0] ?? reason;
  return table[reason] ?? table[family] ?? words().imports.reasons.other;
}
