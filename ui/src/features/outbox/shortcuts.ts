// Keys of the composer: one writes to whoever is on screen, and makes its panel as large as the window.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const composerShortcuts = {
  // First: to whoever is on screen, else to nobody yet.
  "composer.to": { keys: ["M"], group: "prospect", label: (w) => w.composer.shortcuts.to, writes: true },
  "composer.new": { keys: ["M"], group: "app", label: (w) => w.composer.shortcuts.new, writes: true },
  "composer.full": { keys: ["Mod+Shift+Enter"], group: "app", label: (w) => w.composer.shortcuts.full, inText: true },
} satisfies Record<string, ShortcutDef>;
