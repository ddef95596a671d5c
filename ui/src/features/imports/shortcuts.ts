// Keys of the import.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const importsShortcuts = {
  "go.import": { keys: ["G I"], group: "go", label: (w) => w.imports.title },
  "imports.next": { keys: ["Mod+Enter"], group: "list", label: (w) => w.imports.goOn, inText: true },
} satisfies Record<string, ShortcutDef>;
