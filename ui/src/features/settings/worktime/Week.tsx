// The hours of each day of the week, written as one text a day. What is left empty is a free day.
import { patch } from "@/api/client";
import type { Hours, WorktimeEdit, WorktimeSaved } from "@/api/schema";
import { locale, useWords } from "@/app/i18n";
import { SavedInput } from "../SavedInput";
import { readHours, sayHours } from "./hours";
import { save } from "./save";

/** « lundi » … « dimanche »: 5 January 1970 was a Monday. */
function weekdays(): string[] {
  const format = new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, rank) => format.format((4 + rank) * 86_400_000));
}

export function Week({ week }: { week: Hours[][] }) {
  const w = useWords().settings.worktime;
  const change = (rank: number, text: string) => {
    const edit: WorktimeEdit = { week: week.map((day, at) => (at === rank ? (readHours(text) ?? day) : day)) };
    return save(() => patch<WorktimeSaved>("/worktime", edit));
  };
  return (
    <section aria-labelledby="worktime-week" className="flex flex-col gap-2">
      <h3 id="worktime-week" className="font-semibold">
        {w.week}
      </h3>
      <p className="text-small text-text-3">{w.weekHelp}</p>
      <ul className="flex max-w-[520px] flex-col gap-1">
        {weekdays().map((day, rank) => (
          <li key={day} className="flex items-start gap-3">
            <span aria-hidden="true" className="w-28 flex-none py-1.5 first-letter:uppercase">
              {day}
            </span>
            <SavedInput
              label={w.hoursOf({ day })}
              labelHidden
              className="flex-1"
              placeholder={w.free}
              value={sayHours(week[rank] ?? [])}
              check={(text) => (readHours(text) ? undefined : w.wrongHours)}
              onSave={(text) => change(rank, text)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
