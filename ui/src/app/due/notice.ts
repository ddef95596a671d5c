// The words of a notice of follow-ups that have come due, or of meetings that begin: one by its name, several together.
import type { Occurrence, ReminderRow } from "@/api/schema";
import { words } from "@/app/i18n";
import { time } from "@/format";

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

/** Meetings that begin soon, by their alarms. */
export function meetingNotice(soon: Occurrence[]): { title: string; body: string } {
  const w = words().calendar.soon;
  const [first] = soon;
  if (first && soon.length === 1)
    return {
      title: w.one({ time: time(first.starts_at) }),
      body: [first.title, first.place ?? first.link].filter((part) => part).join(" · "),
    };
  const titles = soon.slice(0, NAMED).map((one) => `${time(one.starts_at)} ${one.title}`);
  return { title: w.several(soon.length), body: titles.join(", ") };
}
