// A meeting as a line: when, what, with whom, where. A button: it opens the form.

import type { Occurrence } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { shortDate, time } from "@/format";
import { Badge, Button } from "@/kit";
import { openMeeting } from "./open";
import { drawn, homeZone, hours } from "./when";

interface MeetingLineProps {
  one: Occurrence;
  /** The day is said elsewhere. */
  sameDay?: boolean;
}

export function MeetingLine({ one, sameDay = false }: MeetingLineProps) {
  const w = useWords().calendar;
  const at = drawn(one).start;
  const day = sameDay ? "" : shortDate(at);
  const zone = one.zone !== homeZone() && !one.is_all_day && one.zone !== "UTC" ? one.starts.slice(11, 16) : null;
  const when = one.is_all_day ? [day, w.allDay] : [day, sameDay ? hours(one) : time(one.starts_at)];
  const where = [one.people.map((person) => person.name).join(", "), one.place ?? one.link].filter(Boolean).join(" · ");
  return (
    <Button
      kind="quiet"
      className="!h-auto min-h-9 w-full !justify-start !px-2 py-1.5 !font-normal"
      onClick={() => openMeeting({ of: one })}
    >
      <span className="w-28 flex-none text-left text-text-2 tnum">{when.filter(Boolean).join(" ")}</span>
      <span className="flex min-w-0 flex-1 flex-col text-left">
        <span className={one.status === "cancelled" ? "truncate text-text-3 line-through" : "truncate text-text"}>
          {one.title}
        </span>
        {(where || zone) && (
          <span className="truncate text-small text-text-3">
            {[where, zone && w.zone({ time: zone, zone: one.zone })].filter(Boolean).join(" · ")}
          </span>
        )}
      </span>
      {one.status !== "confirmed" && <Badge>{w[one.status]}</Badge>}
    </Button>
  );
}
