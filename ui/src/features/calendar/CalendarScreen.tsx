// The calendar: a day, a week or a month as a grid, or three months as a list; beside it a small month and what is still to be
// placed. View and day live in the address.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CalendarClock, ChevronLeft, ChevronRight, Ellipsis, Plus } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { asFailure } from "@/api/client";
import type { Scope } from "@/api/schema";
import { failureText, locale, useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { dayStart, longDate } from "@/format";
import {
  Button,
  EmptyState,
  IconButton,
  Menu,
  MenuItem,
  MonthPicker,
  Popover,
  Screen,
  Select,
  useMedia,
  useReadOnly,
  Writing,
} from "@/kit";
import { now, today } from "@/platform";
import { calendarQuery, pendingQuery, workDaysQuery } from "./data";
import { eventsOf, namedOf, workedOf } from "./events";
import { Grid, type GridEvent, type GridView, type Stretch } from "./Grid";
import { ListView } from "./ListView";
import { openMeeting, setUsual } from "./open";
import { ScopeDialog, type ScopeQuestion } from "./ScopeDialog";
import { ToPlace, useToPlace } from "./ToPlace";
import { addDays, dayOf, firstOfMonth, HOUR, local, MINUTE, midnight, monday, nextMonth } from "./when";
import { exportCalendar, importCalendar, moveMeeting, placeReminder } from "./write";

type View = GridView | "list";
const views: View[] = ["day", "week", "month", "list"];

/** What a view shows of a day: its first instant and the one after its last. */
function stretchOf(view: View, date: number): { from: number; to: number } {
  if (view === "day") return { from: midnight(date), to: addDays(midnight(date), 1) };
  if (view === "week") return { from: monday(date), to: addDays(monday(date), 7) };
  if (view === "list") return { from: midnight(date), to: nextMonth(date, 3) };
  const from = monday(firstOfMonth(date));
  return { from, to: addDays(from, 42) };
}

const goOn = (view: View, date: number, by: number): number => {
  if (view === "day") return addDays(date, by);
  if (view === "week") return addDays(date, by * 7);
  return nextMonth(date, by);
};

function titleOf(view: View, date: number, short: boolean): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), options);
  const month = short ? "short" : "long";
  if (view === "day") return short ? format({ weekday: "short", day: "numeric", month }).format(date) : longDate(date);
  if (view === "week") {
    const first = monday(date);
    return format({ day: "numeric", month, ...(short ? {} : { year: "numeric" }) }).formatRange(
      first,
      addDays(first, 6),
    );
  }
  return format({ month, year: "numeric" }).format(date);
}

/** View and day, from the address; what is not there is the week of today. */
function usePlace() {
  const search = useSearch({ strict: false }) as { view?: string; day?: string };
  const navigate = useNavigate();
  const narrow = useMedia("(max-width: 700px)");
  const usual: View = narrow ? "day" : "week";
  const view = views.find((one) => one === search.view) ?? usual;
  const date = dayStart(/^\d{4}-\d\d-\d\d$/.test(search.day ?? "") ? (search.day as string) : today());
  const go = (to: { view?: View; date?: number }) =>
    void navigate({
      to: ".",
      search: (held) => ({
        ...held,
        ...(to.view ? { view: to.view } : {}),
        ...(to.date === undefined ? {} : { day: dayOf(to.date) }),
      }),
      replace: true,
    });
  return { view, date, go };
}

/** Where there is no room beside the grid: a small month and what is still to be placed, behind a button. */
function NarrowSide({ date, onPick }: { date: number; onPick: (day: string) => void }) {
  const w = useWords().calendar;
  const [open, setOpen] = useState(false);
  const waiting = useToPlace().length;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title={w.toPlace}
      width={260}
      align="end"
      trigger={<IconButton name={w.toPlaceCount({ count: waiting })} icon={<CalendarClock />} />}
    >
      <div className="flex max-h-[70vh] flex-col gap-4">
        <MonthPicker
          day={dayOf(date)}
          onPick={(day) => {
            setOpen(false);
            onPick(day);
          }}
        />
        <ToPlace />
      </div>
    </Popover>
  );
}

export function CalendarScreen() {
  const words = useWords();
  const w = words.calendar;
  const { view, date, go } = usePlace();
  const readOnly = useReadOnly() !== null;
  const hasSide = useMedia("(min-width: 1000px)");
  const [question, setQuestion] = useState<ScopeQuestion | null>(null);
  const { from, to } = stretchOf(view, date);
  const { data, error, refetch } = useQuery(calendarQuery(from, to));
  const { data: pending } = useQuery(pendingQuery);
  const { data: days } = useQuery(workDaysQuery(dayOf(from), dayOf(addDays(to, -1))));
  const reminders = pending?.items;
  const events = useMemo(() => eventsOf(data?.items ?? [], reminders ?? [], from, to), [data, reminders, from, to]);
  const worked = useMemo(() => workedOf(days ?? []), [days]);
  const { named, off } = useMemo(() => namedOf(days ?? []), [days]);
  const addKey = useKey("calendar.plan");
  useEffect(() => {
    const starts = dayOf(date) === today() ? Math.ceil(now() / HOUR) * HOUR : midnight(date) + 9 * HOUR;
    setUsual(() => ({ starts }));
    return () => setUsual(null);
  }, [date]);
  const asked = (what: ScopeQuestion["what"]) =>
    new Promise<Scope | null>((resolve) => {
      setQuestion({
        what,
        answer: (scope) => {
          setQuestion(null);
          resolve(scope);
        },
      });
    });
  const onMove = async (event: GridEvent, at: Stretch): Promise<boolean> => {
    if ("reminder" in event.of) return placeReminder(event.of.reminder, at.allDay ? dayOf(at.start) : local(at.start));
    const one = event.of.meeting;
    const scope = one.is_recurring ? await asked("move") : "all";
    if (!scope) return false;
    // Instants: the core puts them on the wall of the meeting's own zone.
    const iso = (instant: number) => new Date(instant).toISOString();
    return at.allDay
      ? moveMeeting(one, scope, { starts: dayOf(at.start), ends: dayOf(addDays(at.end, -1)) })
      : moveMeeting(one, scope, { starts: iso(at.start), ends: iso(at.end) });
  };
  const onDropped = (id: string, at: Stretch) => {
    const row = reminders?.find((one) => one.id === id);
    if (row) void placeReminder(row, at.allDay ? dayOf(at.start) : local(at.start));
  };
  const create = (at?: Stretch) => {
    if (readOnly) return;
    openMeeting(
      at
        ? { starts: at.start, minutes: Math.round((at.end - at.start) / MINUTE), allDay: at.allDay }
        : { starts: date + 9 * HOUR },
    );
  };
  useShortcuts({
    "calendar.today": () => go({ date: now() }),
    "calendar.previous": () => go({ date: goOn(view, date, -1) }),
    "calendar.next": () => go({ date: goOn(view, date, 1) }),
    "calendar.day": () => go({ view: "day" }),
    "calendar.week": () => go({ view: "week" }),
    "calendar.month": () => go({ view: "month" }),
    "calendar.list": () => go({ view: "list" }),
  });
  const isEmpty = data !== undefined && data.items.length === 0;
  return (
    <Screen
      title={w.title}
      meta={
        <span aria-live="polite" className="max-[560px]:hidden">
          {titleOf(view, date, !hasSide)}
        </span>
      }
      actions={
        <>
          <IconButton name={w.previous} icon={<ChevronLeft />} onClick={() => go({ date: goOn(view, date, -1) })} />
          <IconButton name={w.next} icon={<ChevronRight />} onClick={() => go({ date: goOn(view, date, 1) })} />
          <Button size="toolbar" className="max-[700px]:hidden" onClick={() => go({ date: now() })}>
            {w.today}
          </Button>
          <Select
            size="toolbar"
            label={w.view}
            value={view}
            onChange={(next) => go({ view: next })}
            options={views.map((value) => ({ value, label: w.views[value] }))}
          />
          <Menu align="end" trigger={<IconButton name={w.more} icon={<Ellipsis />} />}>
            {!readOnly && <MenuItem onSelect={() => void importCalendar()}>{w.importFile}</MenuItem>}
            <MenuItem onSelect={() => void exportCalendar()}>{w.exportFile}</MenuItem>
          </Menu>
          {!hasSide && <NarrowSide date={date} onPick={(day) => go({ date: dayStart(day) })} />}
          <Writing>
            <Button kind="primary" size="toolbar" icon={<Plus />} keys={addKey} onClick={() => create()}>
              {w.add}
            </Button>
          </Writing>
        </>
      }
    >
      {error && !data ? (
        <EmptyState title={w.failed} text={failureText(asFailure(error))}>
          <Button onClick={() => void refetch()}>{words.common.retry}</Button>
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1">
          {hasSide && (
            <aside
              aria-label={w.toPlace}
              className="flex w-[236px] flex-none flex-col gap-4 border-r border-border p-2"
            >
              <MonthPicker day={dayOf(date)} onPick={(day) => go({ date: dayStart(day) })} />
              <ToPlace />
            </aside>
          )}
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {view === "list" ? (
              <ListView items={data?.items ?? []} from={from} />
            ) : (
              <>
                {isEmpty && !readOnly && (
                  <p className="flex-none border-b border-border px-4 py-1.5 text-small text-text-3">{w.weekEmpty}</p>
                )}
                <section aria-label={w.grid} aria-description={w.hint} className="flex min-h-0 flex-1">
                  <Grid
                    view={view}
                    date={date}
                    events={events}
                    worked={worked}
                    named={named}
                    off={off}
                    onOpen={(event) => {
                      if ("meeting" in event.of) openMeeting({ of: event.of.meeting });
                      else go({ view: "day", date: event.start });
                    }}
                    onMove={onMove}
                    onNew={create}
                    onDropped={onDropped}
                  />
                </section>
              </>
            )}
          </div>
        </div>
      )}
      {question && <ScopeDialog question={question} />}
    </Screen>
  );
}
