// Keys of the board.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const pipelineShortcuts = {
  "go.pipeline": { keys: ["G P"], group: "go", label: (w) => w.pipeline.title },
} satisfies Record<string, ShortcutDef>;
