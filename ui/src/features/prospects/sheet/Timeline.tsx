// What happened with a prospect, newest first, by day; on top a note is written. E-mails will join the same list.
import { useQuery } from "@tanstack/react-query";
import { Check, FileDown, MoreHorizontal, MoveRight, Phone, PhoneIncoming, StickyNote, UserPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { timelineQuery } from "@/api/queries";
import type { Activity, CallOutcome, Id, ReminderKind, TimelineQuery } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { whatOf } from "@/features/reminders";
import { dateTime, dayHeading, sameDay, time } from "@/format";
import { Button, IconButton, Loading, Menu, MenuItem, useReadOnly } from "@/kit";
import { Changes } from "./Changes";
import { NoteEditor, NoteField } from "./NoteField";
import { deleteNote } from "./notes";

type Filter = "all" | "call" | "note" | "stage_change" | "changes";

const filters: Filter[] = ["all", "call", "note", "stage_change", "changes"];
const PAGE = 50;

function Entry({
  icon,
  at,
  title,
  children,
  menu,
}: {
  icon: ReactNode;
  at: number;
  title: ReactNode;
  children?: ReactNode;
  menu?: ReactNode;
}) {
  return (
    <li className="flex gap-3 py-2">
      <span className="flex size-7 flex-none items-center justify-center rounded-pill bg-sunken text-text-2">
        {icon}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex min-h-5 items-start gap-2">
          <span className="min-w-0 flex-1 break-words font-medium">{title}</span>
          <time dateTime={new Date(at).toISOString()} title={dateTime(at)} className="flex-none text-small text-text-3">
            {time(at)}
          </time>
          {menu}
        </div>
        {children}
      </div>
    </li>
  );
}

function Note({ activity }: { activity: Activity }) {
  const w = useWords().prospects.timeline;
  const [editing, setEditing] = useState(false);
  const isPast = useReadOnly() !== null;
  if (editing)
    return (
      <li className="py-2">
        <NoteEditor activity={activity} onDone={() => setEditing(false)} />
      </li>
    );
  return (
    <Entry
      icon={<StickyNote />}
      at={activity.at}
      title={w.note}
      menu={
        !isPast && (
          <Menu align="end" trigger={<IconButton name={w.noteMenu} icon={<MoreHorizontal />} size="small" />}>
            <MenuItem onSelect={() => setEditing(true)}>{w.editNote}</MenuItem>
            <MenuItem danger onSelect={() => void deleteNote(activity)}>
              {w.deleteNote}
            </MenuItem>
          </Menu>
        )
      }
    >
      <p className="reading-width break-words whitespace-pre-wrap text-text-2">{activity.body}</p>
    </Entry>
  );
}

/** « Appel sortant · 6 min », then what came of it and what was said. */
function Call({ activity }: { activity: Activity }) {
  const w = useWords().reminders.call;
  const { direction, outcome, minutes } = activity.data;
  const isIn = direction === "in";
  const what = isIn ? w.in : w.out;
  const came = w.outcomes[outcome as CallOutcome];
  return (
    <Entry
      icon={isIn ? <PhoneIncoming /> : <Phone />}
      at={activity.at}
      title={typeof minutes === "number" ? w.lasted({ what, minutes }) : what}
    >
      <p className="reading-width break-words whitespace-pre-wrap text-text-2">
        {[came && `${came}.`, activity.body].filter(Boolean).join(" ")}
      </p>
    </Entry>
  );
}

function Line({ activity }: { activity: Activity }) {
  const w = useWords().prospects.timeline;
  const { kind, at, data } = activity;
  const { doneOf } = useWords().reminders.action;
  if (kind === "note") return <Note activity={activity} />;
  if (kind === "call") return <Call activity={activity} />;
  if (kind === "follow_up") {
    const title = typeof data.title === "string" ? data.title : null;
    const what = whatOf({ kind: data.kind as ReminderKind, title });
    return <Entry icon={<Check />} at={at} title={doneOf({ what })} />;
  }
  if (kind === "stage_change")
    return (
      <Entry
        icon={<MoveRight />}
        at={at}
        title={w.stage({ from: String(data.from ?? ""), to: String(data.to ?? "") })}
      />
    );
  const imported = data.via === "import" && data.file;
  return (
    <Entry
      icon={imported ? <FileDown /> : <UserPlus />}
      at={at}
      title={imported ? w.imported({ file: String(data.file) }) : w.created}
    />
  );
}

function Days({ items }: { items: readonly Activity[] }) {
  const days: Activity[][] = [];
  for (const item of items) {
    const day = days.at(-1);
    if (day?.[0] && sameDay(day[0].at, item.at)) day.push(item);
    else days.push([item]);
  }
  return days.map((day) => (
    <section key={day[0]?.id} className="pb-2">
      <h4 className="pt-2 text-small font-medium text-text-3">{dayHeading(day[0]?.at ?? 0)}</h4>
      <ul>
        {day.map((activity) => (
          <Line key={activity.id} activity={activity} />
        ))}
      </ul>
    </section>
  ));
}

function Activities({ id, filter }: { id: Id; filter: Exclude<Filter, "changes"> }) {
  const words = useWords();
  const w = words.prospects.timeline;
  const [limit, setLimit] = useState(PAGE);
  const query: TimelineQuery = { limit, ...(filter === "all" ? {} : { kind: filter }) };
  const { data } = useQuery(timelineQuery(id, query));
  if (!data) return <Loading text={words.common.loading} />;
  if (data.items.length === 0) {
    const text = { all: w.empty, call: w.noCall, note: w.noNote, stage_change: w.noStage }[filter];
    return <p className="py-3 text-text-3">{text}</p>;
  }
  return (
    <>
      <Days items={data.items} />
      {data.total > data.items.length && (
        <Button size="toolbar" kind="quiet" onClick={() => setLimit(limit + PAGE)}>
          {w.more}
        </Button>
      )}
    </>
  );
}

export function Timeline({ id }: { id: Id }) {
  const w = useWords().prospects;
  const [filter, setFilter] = useState<Filter>("all");
  const isPast = useReadOnly() !== null;
  return (
    <section aria-label={w.sheet.timeline} className="flex flex-col gap-2">
      <h3 className="font-medium text-text-2">{w.sheet.timeline}</h3>
      {!isPast && <NoteField key={id} id={id} />}
      <div role="group" aria-label={w.timeline.filterLabel} className="flex flex-wrap gap-1">
        {filters.map((key) => (
          <button
            key={key}
            type="button"
            aria-pressed={filter === key}
            className="h-7 rounded-control px-2 font-medium text-text-2 hover:bg-hover aria-pressed:bg-selected aria-pressed:text-text"
            onClick={() => setFilter(key)}
          >
            {w.timeline.filters[key]}
          </button>
        ))}
      </div>
      {filter === "changes" ? <Changes id={id} /> : <Activities key={filter} id={id} filter={filter} />}
    </section>
  );
}
