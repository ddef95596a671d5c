// The menu bar of the window: its items do what the shortcuts do.
import { runShortcut, type ShortcutId } from "@/app/shortcuts";
import { host } from "@/platform";

const shortcutOf: Record<string, ShortcutId> = {
  palette: "app.palette",
  undo: "app.undo",
  redo: "app.redo",
  settings: "go.settings",
  new_prospect: "prospects.new",
};

/** Follows the menu; what has no shortcut comes in `others`. */
export const followMenu = (others: Record<string, () => void>): (() => void) =>
  host.onMenu((id) => {
    const shortcut = shortcutOf[id];
    if (shortcut) runShortcut(shortcut);
    else others[id]?.();
  });
