// What a shortcut is, apart from what it does.
import type { Messages } from "@/app/i18n/fr";

export type ShortcutGroup = "app" | "go" | "list" | "prospect";

export interface ShortcutDef {
  /** The first one is shown. */
  keys: string[];
  group: ShortcutGroup;
  label: (w: Messages) => string;
  /** Also while typing in a field; only for combinations with a modifier. */
  inText?: boolean;
  /** Left out of the palette and of the help sheet. */
  hidden?: boolean;
  /** Changes records: does not answer at a past date. */
  writes?: boolean;
}
