// Keys of the table and of the sheet.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const prospectsShortcuts = {
  "go.prospects": { keys: ["G L"], group: "go", label: (w) => w.prospects.title },
  "prospects.new": { keys: ["Mod+N"], group: "app", label: (w) => w.prospects.create, inText: true },
} satisfies Record<string, ShortcutDef>;
