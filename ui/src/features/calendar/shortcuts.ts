// Keys of the calendar. Arrows with Alt on a meeting belong to the grid.
import type { ShortcutDef } from "@/app/shortcuts/define";

const label = (id: keyof typeof import("./words.fr").fr.shortcuts): ShortcutDef["label"] => {
  return (w) => w.calendar.shortcuts[id];
};

export const calendarShortcuts = {
  "go.calendar": { keys: ["G C"], group: "go", label: (w) => w.calendar.title },
  "calendar.plan": { keys: ["V"], group: "prospect", label: label("plan"), writes: true },
  "calendar.today": { keys: ["U"], group: "list", label: label("today") },
  "calendar.previous": { keys: ["PageUp"], group: "list", label: label("previous") },
  "calendar.next": { keys: ["PageDown"], group: "list", label: label("next") },
  "calendar.day": { keys: ["C J"], group: "list", label: label("day") },
  "calendar.week": { keys: ["C S"], group: "list", label: label("week") },
  "calendar.month": { keys: ["C M"], group: "list", label: label("month") },
  "calendar.list": { keys: ["C L"], group: "list", label: label("list") },
} satisfies Record<string, ShortcutDef>;
