// The meetings of a prospect that are to come, for her sheet; those that took place are on her timeline.
import { useQuery } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey } from "@/app/shortcuts";
import { Button, Writing } from "@/kit";
import { now } from "@/platform";
import { prospectMeetingsQuery } from "./data";
import { MeetingLine } from "./MeetingLine";
import { openMeeting } from "./open";
import { keyOf } from "./when";

/** Shown. */
const MOST = 5;

export function Meetings({ prospect }: { prospect: Id }) {
  const w = useWords().calendar;
  const keys = useKey("calendar.plan");
  const { data } = useQuery(prospectMeetingsQuery(prospect));
  const at = now();
  const items = data?.items ?? [];
  const coming = items.filter((one) => one.ends_at > at).slice(0, MOST);
  return (
    <section aria-label={w.meetings} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 text-small font-medium text-text-2">{w.meetings}</h3>
        <Writing>
          <Button
            kind="quiet"
            size="toolbar"
            icon={<CalendarPlus />}
            keys={keys}
            onClick={() => openMeeting({ prospects: [prospect] })}
          >
            {w.planOne}
          </Button>
        </Writing>
      </div>
      {data && coming.length === 0 && <p className="text-text-3">{w.none}</p>}
      {coming.length > 0 && (
        <ul>
          {coming.map((one) => (
            <li key={keyOf(one)}>
              <MeetingLine one={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
