// Every shortcut of the product, bound or not at this moment: the help sheet, the palette, the tooltips and the settings
// read it. A feature adds its own in its folder's shortcuts.ts; what a shortcut does is bound with `useShortcuts`.
import type { Messages } from "@/app/i18n/fr";
import { calendarShortcuts } from "@/features/calendar/shortcuts";
import { duplicatesShortcuts } from "@/features/duplicates/shortcuts";
import { historyShortcuts } from "@/features/history/shortcuts";
import { importsShortcuts } from "@/features/imports/shortcuts";
import { inboxShortcuts } from "@/features/inbox/shortcuts";
import { composerShortcuts } from "@/features/outbox/shortcuts";
import { pipelineShortcuts } from "@/features/pipeline/shortcuts";
import { prospectsShortcuts } from "@/features/prospects/shortcuts";
import { todayShortcuts } from "@/features/reminders/day/shortcuts";
import { remindersShortcuts } from "@/features/reminders/shortcuts";
import { settingsShortcuts } from "@/features/settings/shortcuts";
import { statisticsShortcuts } from "@/features/statistics/shortcuts";
import type { ShortcutDef } from "./define";

const label = (id: keyof Messages["shortcuts"]) => (w: Messages) => w.shortcuts[id];

const appShortcuts = {
  "app.palette": { keys: ["Mod+K"], group: "app", label: label("palette"), inText: true },
  "app.filter": { keys: ["Mod+F"], group: "app", label: label("filter"), inText: true },
  "app.undo": { keys: ["Mod+Z"], group: "app", label: label("undo"), writes: true },
  "app.redo": { keys: ["Mod+Shift+Z", "Mod+Y"], group: "app", label: label("redo"), writes: true },
  "app.save": { keys: ["Mod+S"], group: "app", label: label("save"), inText: true, hidden: true },
  "app.sidebar": { keys: ["Mod+B"], group: "app", label: label("sidebar") },
  "app.help": { keys: ["F1", "?"], group: "app", label: label("help") },
  "app.notice": { keys: ["F8"], group: "app", label: label("notice"), inText: true },
  "app.past": { keys: ["G J"], group: "app", label: label("past") },
  "app.back": { keys: ["Alt+ArrowLeft"], group: "go", label: label("back") },
  "app.forward": { keys: ["Alt+ArrowRight"], group: "go", label: label("forward") },
} satisfies Record<string, ShortcutDef>;

export const catalogue = {
  ...appShortcuts,
  ...todayShortcuts,
  ...inboxShortcuts,
  ...composerShortcuts,
  ...calendarShortcuts,
  ...pipelineShortcuts,
  ...prospectsShortcuts,
  ...remindersShortcuts,
  ...importsShortcuts,
  ...duplicatesShortcuts,
  ...historyShortcuts,
  ...statisticsShortcuts,
  ...settingsShortcuts,
};

export type ShortcutId = keyof typeof catalogue;

export const shortcutIds = Object.keys(catalogue) as ShortcutId[];
export const definition = (id: ShortcutId): ShortcutDef => catalogue[id];
