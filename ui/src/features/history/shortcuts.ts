// Keys of the history.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const historyShortcuts = {
  "go.history": { keys: ["G H"], group: "go", label: (w) => w.history.title },
} satisfies Record<string, ShortcutDef>;
