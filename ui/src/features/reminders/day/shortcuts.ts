// Keys of the day; those of a follow-up are its own.
import type { ShortcutDef } from "@/app/shortcuts/define";

export const todayShortcuts = {
  "go.today": { keys: ["G A"], group: "go", label: (w) => w.today.title },
  "today.quick": { keys: ["Mod+Shift+L"], group: "app", label: (w) => w.reminders.shortcuts.quick, writes: true },
  "today.calls": { keys: ["Shift+A"], group: "prospect", label: (w) => w.today.run.shortcut, writes: true },
} satisfies Record<string, ShortcutDef>;
