// A small month to choose a day in: arrows and Page Up or Down move, Enter chooses. Days are YYYY-MM-DD.
import clsx from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { locale, useWords } from "@/app/i18n";
import { dayStart, laterDay, laterMonth, mondayOf } from "@/format";
import { today } from "@/platform";
import { IconButton } from "../IconButton";

const WEEKS = [0, 1, 2, 3, 4, 5];
const WEEK = [0, 1, 2, 3, 4, 5, 6];

interface MonthPickerProps {
  day: string;
  onPick: (day: string) => void;
  /** What an arrow does, where it is not to choose at once. */
  onMove?: (day: string) => void;
  min?: string | undefined;
  max?: string | undefined;
}

const firstOf = (day: string): string => `${day.slice(0, 8)}01`;

export function MonthPicker({ day, onPick, onMove = onPick, min = "", max = "9999" }: MonthPickerProps) {
  const w = useWords().dates;
  const [month, setMonth] = useState(() => firstOf(day));
  const [held, setHeld] = useState(day);
  const grid = useRef<HTMLTableElement>(null);
  if (held !== day) {
    setHeld(day);
    setMonth(firstOf(day));
  }
  const start = mondayOf(month);
  const say = (on: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale(), options).format(dayStart(on));
  // The number that is seen is a word of the name: not « 1er ».
  const spelt = (on: string) => say(on, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const within = (on: string) => on >= min && on.slice(0, max.length) <= max;
  const onKeyDown = (event: KeyboardEvent, on: string) => {
    const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const months = { PageUp: -1, PageDown: 1 }[event.key];
    if (days === undefined && months === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = days === undefined ? laterMonth(on, months ?? 0) : laterDay(on, days);
    if (!within(next)) return;
    onMove(next);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>("[aria-current]")?.focus());
  };
  // The days of another month than the one of the day can be looked at: the first of those is then where Tab goes.
  const entry = day.slice(0, 7) === month.slice(0, 7) ? day : month;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center">
        <span className="flex-1 px-1 font-medium first-letter:uppercase" aria-live="polite">
          {say(month, { month: "long", year: "numeric" })}
        </span>
        <IconButton
          size="small"
          name={w.previousMonth}
          icon={<ChevronLeft />}
          onClick={() => setMonth(laterMonth(month, -1))}
        />
        <IconButton
          size="small"
          name={w.nextMonth}
          icon={<ChevronRight />}
          onClick={() => setMonth(laterMonth(month, 1))}
        />
      </div>
      <table ref={grid} aria-label={w.month} className="w-full table-fixed border-collapse text-center text-small tnum">
        <thead>
          <tr>
            {WEEK.map((at) => (
              <th key={at} scope="col" className="h-6 font-normal text-text-3">
                <abbr className="no-underline" title={say(laterDay(start, at), { weekday: "long" })}>
                  {say(laterDay(start, at), { weekday: "narrow" })}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKS.map((week) => (
            <tr key={week}>
              {WEEK.map((at) => {
                const on = laterDay(start, week * 7 + at);
                return (
                  <td key={at} className="p-0">
                    <button
                      type="button"
                      tabIndex={on === entry ? 0 : -1}
                      disabled={!within(on)}
                      aria-label={w.pickDay({ day: spelt(on) })}
                      aria-current={on === day ? "date" : undefined}
                      onClick={() => onPick(on)}
                      onKeyDown={(event) => onKeyDown(event, on)}
                      className={clsx(
                        "size-7 rounded-control enabled:hover:bg-hover aria-[current]:bg-selected aria-[current]:font-medium",
                        (on.slice(0, 7) !== month.slice(0, 7) || !within(on)) && "text-text-3",
                        on === today() && "font-semibold text-accent-text",
                      )}
                    >
                      {Number(on.slice(8))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
