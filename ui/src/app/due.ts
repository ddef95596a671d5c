// Follow-ups that have come due are said by the system: one by its name, several together, so that whoever opens the laptop
// again is not called once for each.
import type { ReminderRow } from "@/api/schema";
import { time } from "@/format";
import { host } from "@/platform";
import { words } from "./i18n";

/** Names that one notice says. */
const NAMED = 3;

export function notice(due: ReminderRow[]): { title: string; body: string } {
  const w = words().due;
  const [first] = due;
  if (first && due.length === 1) {
    const more = [first.title, first.company, first.is_timed ? time(first.due_at) : null];
    return {
      title: w.one({ kind: w.kinds[first.kind], name: first.name }),
      body: more.filter((part) => part).join(" · "),
    };
  }
  const names = due.slice(0, NAMED).map((row) => row.name);
  return { title: w.several(due.length), body: w.names({ names: names.join(", "), more: due.length - names.length }) };
}

/** Listens for as long as the page lives. */
export const followDue = (): (() => void) =>
  host.onEvent("due", (payload) => {
    const due = payload as ReminderRow[];
    if (due.length > 0) void host.notify(notice(due));
  });
