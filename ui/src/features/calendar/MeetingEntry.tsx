// A meeting that took place, on the timeline: what, how long, where. A press opens its form.
import { useQuery } from "@tanstack/react-query";
import { CalendarCheck } from "lucide-react";
import type { Activity } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { time } from "@/format";
import { TimelineEntry } from "@/kit";
import { calendarQuery } from "./data";
import { openMeeting } from "./open";

export function MeetingEntry({ activity }: { activity: Activity }) {
  const w = useWords().calendar;
  const { event, title, ends_at, is_all_day, place } = activity.data;
  const { refetch } = useQuery({ ...calendarQuery(activity.at, activity.at + 1), enabled: false });
  const open = async () => {
    const { data } = await refetch();
    const one = data?.items.find((found) => found.event_id === event && found.starts_at === activity.at);
    if (one) openMeeting({ of: one });
  };
  const when = is_all_day ? w.allDay : `${time(activity.at)} – ${time(Number(ends_at))}`;
  return (
    <TimelineEntry
      at={activity.at}
      icon={<CalendarCheck aria-label={w.held} role="img" />}
      onPress={() => void open()}
      head={
        <>
          <span className="block break-words font-medium">{String(title ?? "")}</span>
          <span className="block truncate text-small text-text-3 tnum">
            {[when, place, activity.name].filter(Boolean).join(" · ")}
          </span>
        </>
      }
    />
  );
}
