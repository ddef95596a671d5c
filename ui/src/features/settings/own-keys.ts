// The user's own keys, kept in the settings as `ui.keys`: which combination may be given to which action.
import type { JsonValue, Settings } from "@/api/schema";
import { type ShortcutId, shortcutIds } from "@/app/shortcuts";

export type OwnKeys = Partial<Record<ShortcutId, string[]>>;

export function ownKeys(settings: Pick<Settings, "ui">): OwnKeys {
  const held = settings.ui.keys;
  return held && typeof held === "object" && !Array.isArray(held) ? (held as OwnKeys) : {};
}

export type Verdict = { kind: "fine" } | { kind: "unfit" } | { kind: "taken"; by: ShortcutId };

/** Keys that fields, lists, dialogs and the clipboard live by. */
const reserved =
  /^((Shift\+)?(Tab|Enter|Escape|Space|Backspace|Home|End|Page(Up|Down)|Arrow\w+)|Mod\+[ACVXZ]|Mod\+Shift\+Z|Mod\+Enter)$/;

/** A letter that opens pairs (« G P ») cannot also act by itself, nor the contrary. */
const collides = (a: string, b: string): boolean => a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);

export function judge(combo: string, id: ShortcutId, keysOf: (id: ShortcutId) => readonly string[]): Verdict {
  if (reserved.test(combo)) return { kind: "unfit" };
  const by = shortcutIds.find((other) => other !== id && keysOf(other).some((keys) => collides(keys, combo)));
  return by ? { kind: "taken", by } : { kind: "fine" };
}

/** Without `combo` the action gets its first keys back. */
export function withKey(own: OwnKeys, id: ShortcutId, combo: string | null): Record<string, JsonValue> {
  const { [id]: _, ...others } = own;
  return combo === null ? others : { ...others, [id]: [combo] };
}
