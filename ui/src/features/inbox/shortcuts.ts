// Keys of the inbox: they act on the conversation that is open. « F » and « P » are those of a follow-up, « E » and « L » those of its prospect.
import type { ShortcutDef } from "@/app/shortcuts/define";

const label = (id: keyof typeof import("./words.fr").fr.shortcuts): ShortcutDef["label"] => {
  return (w) => w.inbox.shortcuts[id];
};

export const inboxShortcuts = {
  "go.inbox": { keys: ["G B"], group: "go", label: (w) => w.inbox.title },
  "inbox.reply": { keys: ["R"], group: "prospect", label: label("reply"), writes: true },
  "inbox.replyAll": { keys: ["Shift+R"], group: "prospect", label: label("replyAll"), writes: true },
  "inbox.unread": { keys: ["U"], group: "prospect", label: label("unread"), writes: true },
  "inbox.context": { keys: ["Mod+Shift+B"], group: "app", label: label("context") },
} satisfies Record<string, ShortcutDef>;
