// What the form of a meeting holds, and what it asks of the core: nothing that was not changed.
import type { Attendee, EventEdit, EventNew, EventShown, Occurrence } from "@/api/schema";
import { dayStart } from "@/format";
import type { Wish } from "./open";
import type { Person } from "./PeoplePicker";
import { never, type Repeat, repeatOf, ruleOf } from "./repeat";
import { addDays, dayOf, drawn, HOUR, homeZone, local, MINUTE } from "./when";

export interface Draft {
  people: Person[];
  title: string;
  allDay: boolean;
  day: string;
  until: string;
  time: string;
  minutes: number;
  place: string;
  link: string;
  guests: string;
  repeat: Repeat;
  /** Minutes before; -1 for none. */
  alarm: number;
  status: "confirmed" | "tentative" | "cancelled";
  notes: string;
  zone: string;
}

/** The usual alarm, which the core would take too. */
const ALARM = 10;

export function freshDraft(wish: Wish, people: Person[], at: number): Draft {
  const starts = wish.starts ?? at;
  const allDay = wish.allDay ?? false;
  const minutes = wish.minutes ?? 60;
  return {
    people,
    title: "",
    allDay,
    day: dayOf(starts),
    until: allDay ? dayOf(starts + Math.max(0, minutes * MINUTE - HOUR)) : dayOf(starts),
    time: local(starts).slice(11),
    minutes: allDay ? 60 : minutes,
    place: "",
    link: "",
    guests: "",
    repeat: never,
    alarm: allDay ? -1 : ALARM,
    status: "confirmed",
    notes: "",
    zone: homeZone(),
  };
}

/** An event as it stands; its times are those of its own zone. */
export function draftOf({ event, people }: EventShown, one: Occurrence): Draft {
  const { start, end } = drawn(one);
  return {
    people: people.map(({ id, name }) => ({ id, name })),
    title: event.title,
    allDay: event.is_all_day,
    day: one.starts.slice(0, 10),
    until: event.is_all_day ? dayOf(addDays(end, -1)) : one.starts.slice(0, 10),
    time: one.starts.slice(11, 16),
    minutes: event.is_all_day ? 60 : Math.round((end - start) / MINUTE),
    place: event.place ?? "",
    link: event.link ?? "",
    guests: event.attendees.map((guest) => guest.email).join(", "),
    repeat: repeatOf(event.rule),
    alarm: event.alarms[0] ?? -1,
    status: event.status,
    notes: event.description ?? "",
    zone: event.zone,
  };
}

const emails = (text: string): Attendee[] =>
  text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map((email) => ({ name: null, email, answer: "needs_action" }));

const starts = (draft: Draft): string => (draft.allDay ? draft.day : `${draft.day}T${draft.time || "09:00"}`);

/** Of whole days the last one, which is not before the first. */
const lastDay = (draft: Draft): string => [draft.day, draft.until].sort()[1] ?? draft.day;

export const newOf = (draft: Draft, title: string): Partial<EventNew> => ({
  title: draft.title.trim() || title,
  starts: starts(draft),
  ...(draft.allDay ? { ends: lastDay(draft) } : { minutes: draft.minutes }),
  zone: draft.zone,
  place: draft.place,
  link: draft.link,
  description: draft.notes,
  prospects: draft.people.map((person) => person.id),
  attendees: emails(draft.guests),
  alarms: draft.alarm < 0 ? [] : [draft.alarm],
  rule: ruleOf(draft.repeat),
  status: draft.status,
});

/** What was changed; empty when nothing was. */
export function editOf(before: Draft, draft: Draft, shown: EventShown): Partial<EventEdit> {
  const edit: Partial<EventEdit> = {};
  const ends = lastDay(draft);
  const moved =
    starts(before) !== starts(draft) ||
    before.allDay !== draft.allDay ||
    (draft.allDay ? before.until !== draft.until : before.minutes !== draft.minutes);
  if (moved) Object.assign(edit, { starts: starts(draft) }, draft.allDay ? { ends } : { minutes: draft.minutes });
  if (before.title !== draft.title) edit.title = draft.title;
  if (before.place !== draft.place) edit.place = draft.place;
  if (before.link !== draft.link) edit.link = draft.link;
  if (before.notes !== draft.notes) edit.description = draft.notes;
  if (before.status !== draft.status) edit.status = draft.status;
  const ids = (people: Person[]) => people.map((person) => person.id).join();
  if (ids(before.people) !== ids(draft.people)) edit.prospects = draft.people.map((person) => person.id);
  if (before.guests !== draft.guests)
    edit.attendees = emails(draft.guests).map(
      (guest) => shown.event.attendees.find((held) => held.email === guest.email.toLowerCase()) ?? guest,
    );
  if (before.alarm !== draft.alarm) edit.alarms = draft.alarm < 0 ? [] : [draft.alarm];
  if (ruleOf(before.repeat) !== ruleOf(draft.repeat)) edit.rule = ruleOf(draft.repeat);
  return edit;
}

/** The stretch that is asked for, as instants of this machine; null while it is not filled in. */
export function stretchOf(draft: Draft): { from: number; to: number } | null {
  if (draft.allDay || draft.zone !== homeZone()) return null;
  const from = new Date(`${draft.day}T${draft.time}`).getTime();
  return Number.isNaN(from) || Number.isNaN(dayStart(draft.day)) ? null : { from, to: from + draft.minutes * MINUTE };
}
