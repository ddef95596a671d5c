// The grid of a day, a week or a month: the library lays it out and follows the pointer; what is there and what becomes of it is
// the screen's. Everything that it does is done by the list and the form too.
import { type Calendar, createCalendar, DayGrid, destroyCalendar, Interaction, TimeGrid } from "@event-calendar/core";
import "@event-calendar/core/index.css";
import "./calendar.css";
import { type KeyboardEvent as ReactKeyEvent, useEffect, useRef } from "react";
import type { Occurrence, ReminderRow } from "@/api/schema";
import { locale, useWords } from "@/app/i18n";
import { sameDay, time } from "@/format";
import { useReadOnly } from "@/kit";
import { HOUR, MINUTE } from "./when";

export type GridView = "day" | "week" | "month";

export interface GridEvent {
  id: string;
  start: number;
  end: number;
  allDay: boolean;
  title: string;
  detail: string;
  className: string;
  movable: boolean;
  resizable: boolean;
  of: { meeting: Occurrence } | { reminder: ReminderRow };
}

export interface Stretch {
  start: number;
  end: number;
  allDay: boolean;
}

interface GridProps {
  view: GridView;
  date: number;
  events: GridEvent[];
  /** Hours that are worked, as instants. */
  worked: { start: number; end: number }[];
  /** Names of days that are not worked, by day. */
  named: ReadonlyMap<string, string>;
  /** Days that are not worked. */
  off: ReadonlySet<string>;
  onOpen: (event: GridEvent, element: HTMLElement) => void;
  onMove: (event: GridEvent, to: Stretch) => Promise<boolean>;
  onNew: (at: Stretch) => void;
  onDropped: (id: string, at: Stretch) => void;
}

const views: Record<GridView, string> = { day: "timeGridDay", week: "timeGridWeek", month: "dayGridMonth" };
const two = (value: number) => String(value).padStart(2, "0");
const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** How far the arrows with Alt carry a meeting; none for other keys. */
function step(event: KeyboardEvent, one: GridEvent): Stretch | null {
  const { start, end, allDay } = one;
  const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by === undefined || !event.altKey) return null;
  const isVertical = event.key === "ArrowUp" || event.key === "ArrowDown";
  const shift = (at: number) => {
    const date = new Date(at);
    if (isVertical && !allDay) return at + by * 15 * MINUTE;
    date.setDate(date.getDate() + by * (isVertical ? 7 : 1));
    return date.getTime();
  };
  if (!event.shiftKey) return { start: shift(start), end: shift(end), allDay };
  const longer = shift(end);
  return longer > start ? { start, end: longer, allDay } : null;
}

/** The hours that are drawn: those of a usual day, and whole ones more for what begins before or ends after. */
function hoursOf(events: readonly Pick<GridEvent, "start" | "end" | "allDay">[]): [number, number] {
  let [first, last] = [7, 20];
  for (const { start, end, allDay } of events) {
    if (allDay) continue;
    // The last moment of it: what ends at midnight ends in the day before.
    const until = Math.max(end, start + 15 * MINUTE) - 1;
    const isOneDay = sameDay(start, until);
    first = Math.min(first, isOneDay ? new Date(start).getHours() : 0);
    last = Math.max(last, isOneDay ? new Date(until).getHours() + 1 : 24);
  }
  return [first, last];
}

/** Nothing else has the focus. */
const isFree = () => document.activeElement === null || document.activeElement === document.body;

export function Grid(props: GridProps) {
  const { view, date, events, worked, named, off } = props;
  const w = useWords().calendar;
  const language = locale();
  const readOnly = useReadOnly() !== null;
  const host = useRef<HTMLDivElement>(null);
  const calendar = useRef<Calendar | null>(null);
  const latest = useRef(props);
  latest.current = props;
  // What has the focus keeps it where it lands, and however often it is drawn anew: until the focus goes elsewhere.
  const refocus = useRef<string | null>(null);
  /** Where the arrows have carried a meeting that is not drawn there yet: the next arrow goes on from there. */
  const aimed = useRef<{ id: string; to: Stretch } | null>(null);
  const moves = useRef({ open: 0, last: Promise.resolve() });
  const known = (id: string | number) => latest.current.events.find((one) => one.id === String(id));

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is told to it below.
  useEffect(() => {
    if (!host.current) return;
    const stretch = (start: Date, end: Date | null, allDay: boolean): Stretch => ({
      start: start.getTime(),
      end: end?.getTime() ?? start.getTime() + (allDay ? 24 : 1) * HOUR,
      allDay,
    });
    // The library says that it is a table, which it is not for whoever listens: what counts are the meetings, as buttons.
    const plain = () => {
      for (const part of host.current?.querySelectorAll("*") ?? []) {
        if (part.closest("button, [data-key], .ec-popup")) continue;
        part.removeAttribute("role");
        for (const name of part.getAttributeNames()) if (/^aria-(col|row)/.test(name)) part.removeAttribute(name);
      }
    };
    const changed = (info: { event: Calendar.Event; revert: () => void }) => {
      const one = known(info.event.id);
      if (!one) return info.revert();
      void latest.current
        .onMove(one, stretch(info.event.start, info.event.end, info.event.allDay))
        .then((done) => !done && info.revert());
    };
    const made: Calendar = createCalendar(host.current, [TimeGrid, DayGrid, Interaction], {
      view: views[latest.current.view],
      date: new Date(latest.current.date),
      headerToolbar: { start: "", center: "", end: "" },
      firstDay: 1,
      height: "100%",
      slotMinTime: "07:00:00",
      slotMaxTime: "20:00:00",
      slotHeight: 24,
      slotEventOverlap: false,
      slotDuration: "00:30:00",
      snapDuration: "00:15:00",
      scrollTime: "08:00:00",
      nowIndicator: true,
      dayMaxEvents: true,
      editable: true,
      selectable: true,
      eventStartEditable: true,
      eventDurationEditable: true,
      eventDrop: changed,
      eventResize: changed,
      select: (info) => {
        latest.current.onNew(stretch(info.start, info.end, info.allDay));
        made.unselect();
      },
      dateClick: (info) => {
        if (latest.current.view === "month") latest.current.onNew({ ...stretch(info.date, null, true) });
      },
      eventClick: (info) => {
        const one = known(info.event.id);
        if (one) latest.current.onOpen(one, info.el);
      },
      eventClassNames: (info) => known(info.event.id)?.className ?? "",
      eventContent: (info) => {
        const one = known(info.event.id);
        if (!one) return undefined;
        const box = document.createElement("div");
        const add = (name: string, text: string) => {
          if (!text) return;
          const line = document.createElement("div");
          line.className = name;
          line.textContent = text;
          box.append(line);
        };
        box.className = "truncate";
        add(
          "what truncate",
          latest.current.view === "month" && !one.allDay ? `${info.timeText} ${one.title}` : one.title,
        );
        // Of what is short there is room for one line.
        const isShort = one.end - one.start < 45 * MINUTE;
        if (latest.current.view !== "month" && !one.allDay && !isShort) {
          box.append(" ");
          add("truncate", [info.timeText, one.detail].filter(Boolean).join(" · "));
        }
        return { domNodes: [box] };
      },
      eventDidMount: (info) => {
        const one = known(info.event.id);
        if (!one) return info.el.setAttribute("aria-hidden", "true");
        info.el.dataset.key = one.id;
        info.el.setAttribute("role", "button");
        info.el.tabIndex = 0;
        info.el.title = [one.title, info.timeText, one.detail].filter(Boolean).join(" · ");
        if (refocus.current === one.id && isFree()) info.el.focus();
      },
      viewDidMount: plain,
      eventAllUpdated: () => {
        plain();
        const id = isFree() ? refocus.current : null;
        const element = id ? host.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(id)}"]`) : null;
        if (element) element.focus();
      },
    });
    calendar.current = made;
    return () => {
      calendar.current = null;
      void destroyCalendar(made);
    };
  }, []);

  useEffect(() => {
    calendar.current?.setOption("view", views[view]);
  }, [view]);
  useEffect(() => {
    calendar.current?.setOption("date", new Date(date));
  }, [date]);
  useEffect(() => {
    const made = calendar.current;
    made?.setOption("editable", !readOnly);
    made?.setOption("selectable", !readOnly);
  }, [readOnly]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads of the days say what the view and the names make of them.
  useEffect(() => {
    const made = calendar.current;
    if (!made) return;
    made.setOption("locale", language);
    made.setOption("allDayContent", w.allDay);
    made.setOption("moreLinkContent", (info: { num: number }) => w.moreEvents(info.num));
    made.setOption("slotLabelFormat", (at: Date) => time(at.getTime()));
    made.setOption("eventTimeFormat", (from: Date, to: Date | null) =>
      to ? `${time(from.getTime())}–${time(to.getTime())}` : time(from.getTime()),
    );
    made.setOption("dayHeaderFormat", (day: Date) => {
      const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options).format(day);
      if (latest.current.view === "month") return format({ weekday: "short" });
      const name = latest.current.named.get(dayOf(day));
      const text = `${format({ weekday: "short" })} ${format({ day: "numeric" })}`;
      return name ? `${text} · ${name}` : text;
    });
  }, [language, w, named, view]);
  useEffect(() => {
    const hours = worked.map(({ start, end }, at) => ({
      id: `worked-${at}`,
      start: new Date(start),
      end: new Date(end),
      display: "background" as const,
      title: "",
    }));
    const shown = events.map((one) => ({
      id: one.id,
      start: new Date(one.start),
      end: new Date(Math.max(one.end, one.start + (one.allDay ? 0 : 15 * MINUTE))),
      allDay: one.allDay,
      title: one.title,
      startEditable: one.movable,
      durationEditable: one.resizable,
    }));
    if (moves.current.open === 0) aimed.current = null;
    const [first, last] = hoursOf(events);
    calendar.current?.setOption("slotMinTime", `${first}:00:00`);
    calendar.current?.setOption("slotMaxTime", `${last}:00:00`);
    calendar.current?.setOption("events", view === "month" ? shown : [...hours, ...shown]);
  }, [events, worked, view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the month names its days in their cells.
  useEffect(() => {
    calendar.current?.setOption("dayCellContent", (info: { date: Date }) => {
      if (latest.current.view !== "month") return "";
      const name = named.get(dayOf(info.date));
      return name ? `${info.date.getDate()} · ${name}` : String(info.date.getDate());
    });
  }, [named, view]);
  // The library has no name for days that are not worked.
  useEffect(() => {
    for (const cell of host.current?.querySelectorAll<HTMLElement>(".ec-day-grid .ec-day[data-date]") ?? [])
      cell.classList.toggle("day-off", off.has(cell.dataset.date ?? ""));
  });

  const carry = (event: KeyboardEvent, id: string) => {
    const one = known(id);
    if (!one || readOnly) return;
    const from = aimed.current?.id === id ? { ...one, ...aimed.current.to } : one;
    const to = step(event, from);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    if (!one.movable || (event.shiftKey && !one.resizable)) return;
    refocus.current = id;
    aimed.current = { id, to };
    // One after the other, each from where the one before led.
    moves.current.open += 1;
    moves.current.last = moves.current.last.then(async () => {
      if (!(await latest.current.onMove(from, to))) aimed.current = null;
      moves.current.open -= 1;
    });
  };
  const latestCarry = useRef(carry);
  latestCarry.current = carry;
  // While a meeting is drawn anew it has no focus for a moment: its keys are still its own.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (refocus.current && isFree()) latestCarry.current(event, refocus.current);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
  const onKeyDown = (event: ReactKeyEvent) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>("[data-key]");
    const one = element?.dataset.key ? known(element.dataset.key) : undefined;
    if (!one || !element) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      return props.onOpen(one, element);
    }
    carry(event.nativeEvent, one.id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the meetings inside are the buttons.
    <div
      ref={host}
      onFocusCapture={(event) => {
        refocus.current = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset.key ?? null;
      }}
      onPointerDownCapture={() => {
        refocus.current = null;
      }}
      onBlurCapture={(event) => {
        if (event.relatedTarget) refocus.current = null;
      }}
      className="agenda min-h-0 min-w-0 flex-1"
      onKeyDownCapture={onKeyDown}
      onDragOver={(event) => event.dataTransfer.types.includes("text/relance-reminder") && event.preventDefault()}
      onDrop={(event) => {
        const id = event.dataTransfer.getData("text/relance-reminder");
        const at = id ? calendar.current?.dateFromPoint(event.clientX, event.clientY) : null;
        if (!at) return;
        event.preventDefault();
        const start = at.date.getTime();
        props.onDropped(id, { start, end: start + HOUR, allDay: at.allDay });
      }}
    />
  );
}
