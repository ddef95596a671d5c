// Keys of the duplicates.
import type { Messages } from "@/app/i18n/fr";
import type { ShortcutDef } from "@/app/shortcuts/define";

const label = (id: keyof Messages["duplicates"]["shortcuts"]) => (w: Messages) => w.duplicates.shortcuts[id];

export const duplicatesShortcuts = {
  "go.duplicates": { keys: ["G D"], group: "go", label: (w) => w.duplicates.title },
  "duplicates.merge": { keys: ["Enter"], group: "list", label: label("merge") },
  "duplicates.apart": { keys: ["D"], group: "list", label: label("apart") },
  "duplicates.swap": { keys: ["S"], group: "list", label: label("swap") },
  "duplicates.recent": { keys: ["M"], group: "list", label: label("recent") },
} satisfies Record<string, ShortcutDef>;
