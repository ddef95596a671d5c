// Keys of a follow-up: they act on the next one of the prospect on screen, or of the focused row.
import type { ShortcutDef } from "@/app/shortcuts/define";

const label = (id: keyof typeof import("./words.fr").fr.shortcuts): ShortcutDef["label"] => {
  return (w) => w.reminders.shortcuts[id];
};

export const remindersShortcuts = {
  "reminders.done": { keys: ["F"], group: "prospect", label: label("done"), writes: true },
  "reminders.later": { keys: ["P"], group: "prospect", label: label("later"), writes: true },
  "reminders.plan": { keys: ["L"], group: "prospect", label: label("plan"), writes: true },
  "reminders.call": { keys: ["A"], group: "prospect", label: label("call"), writes: true },
} satisfies Record<string, ShortcutDef>;
