// The entries of a timeline under their days.
import type { Activity, FieldChange } from "@/api/schema";
import { dayHeading } from "@/format";
import { DayChanges } from "./DayChanges";
import { daysOf } from "./days";
import { EntryOf } from "./entries/EntryOf";

interface DaysProps {
  entries: readonly Activity[];
  changes: readonly FieldChange[];
  /** Where the entries that are there end. */
  from: number;
}

export function Days({ entries, changes, from }: DaysProps) {
  return daysOf(entries, changes, from).map((day) => (
    <section key={day.entries[0]?.id ?? day.at} className="pb-2">
      <h4 className="pt-2 text-small font-medium text-text-3">{dayHeading(day.at)}</h4>
      {day.entries.length > 0 && (
        <ul>
          {day.entries.map((activity) => (
            <EntryOf key={activity.id} activity={activity} />
          ))}
        </ul>
      )}
      {day.changes.length > 0 && <DayChanges changes={day.changes} />}
    </section>
  ));
}
