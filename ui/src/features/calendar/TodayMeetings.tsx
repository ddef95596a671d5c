// The meetings of today, above the list of the day, in the order of their hours; nothing where there is none.
import { useQuery } from "@tanstack/react-query";
import { useWords } from "@/app/i18n";
import { now } from "@/platform";
import { calendarQuery } from "./data";
import { MeetingLine } from "./MeetingLine";
import { addDays, drawn, keyOf, midnight } from "./when";

export function TodayMeetings() {
  const w = useWords().calendar;
  const from = midnight(now());
  const { data } = useQuery(calendarQuery(from, addDays(from, 1)));
  const items = (data?.items ?? []).filter((one) => one.status !== "cancelled" && drawn(one).end > from);
  if (items.length === 0) return null;
  return (
    <section aria-label={w.meetings} className="max-h-[40%] flex-none overflow-auto border-b border-border px-2 py-2">
      <h2 className="px-2 pb-1 text-small font-medium text-text-2">{w.meetings}</h2>
      <ul>
        {items.map((one) => (
          <li key={keyOf(one)}>
            <MeetingLine one={one} sameDay />
          </li>
        ))}
      </ul>
    </section>
  );
}
