// Keys of the import.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const importsShortcuts = {
  "go.import": { keys: ["G I"], group: "go", label: (w) => w.imports.title },
} satisfies Record<string, ShortcutDef>;
