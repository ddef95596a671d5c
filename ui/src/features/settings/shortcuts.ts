// Keys of the settings.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const settingsShortcuts = {
  "go.settings": { keys: ["G R", "Mod+,"], group: "go", label: (w) => w.settings.title, inText: true },
} satisfies Record<string, ShortcutDef>;
