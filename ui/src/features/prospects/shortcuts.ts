// Keys of the table, of the board's cards and of the sheet. Arrows inside a grid or a board belong to it.
import type { ShortcutDef } from "@/app/shortcuts/define";

const label = (id: keyof typeof import("./words.fr").fr.shortcuts): ShortcutDef["label"] => {
  return (w) => w.prospects.shortcuts[id];
};

export const prospectsShortcuts = {
  "go.prospects": { keys: ["G L"], group: "go", label: (w) => w.prospects.title },
  "prospects.new": { keys: ["Mod+N"], group: "app", label: (w) => w.prospects.create, inText: true, writes: true },
  "prospects.escape": { keys: ["Escape"], group: "list", label: label("escape"), hidden: true },
  "prospects.next": { keys: ["ArrowDown", "J"], group: "list", label: label("next"), hidden: true },
  "prospects.previous": { keys: ["ArrowUp", "K"], group: "list", label: label("previous"), hidden: true },
  "prospects.select": { keys: ["X"], group: "list", label: label("select") },
  "prospects.all": { keys: ["Mod+A"], group: "list", label: label("all") },
  "prospects.edit": { keys: ["F2"], group: "list", label: label("edit"), writes: true },
  "prospects.fold": { keys: ["R"], group: "list", label: label("fold") },
  "prospects.page": { keys: ["Mod+Enter"], group: "prospect", label: label("page") },
  "prospects.stage": { keys: ["E"], group: "prospect", label: label("stage"), writes: true },
  "prospects.note": { keys: ["N"], group: "prospect", label: label("note"), writes: true },
  "prospects.tags": { keys: ["T"], group: "prospect", label: label("tags"), writes: true },
  "prospects.trash": { keys: ["Delete"], group: "prospect", label: label("trash"), writes: true },
} satisfies Record<string, ShortcutDef>;
