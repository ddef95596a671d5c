// Keys of the statistics.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const statisticsShortcuts = {
  "go.statistics": { keys: ["G T"], group: "go", label: (w) => w.statistics.title },
} satisfies Record<string, ShortcutDef>;
