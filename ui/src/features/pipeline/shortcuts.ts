// Keys of the board. Those of its cards (arrows, Space, Alt and arrows) are heard by the board itself, which has the focus;
// the letters are the prospects' own.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const pipelineShortcuts = {
  "go.pipeline": { keys: ["G P"], group: "go", label: (w) => w.pipeline.title },
} satisfies Record<string, ShortcutDef>;
