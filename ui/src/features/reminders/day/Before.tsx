// « Vendredi : 12 relances faites, 8 appels dont 5 aboutis » — what came of the last working day, in one quiet line.
import type { DayResult } from "@/api/schema";
import { type Messages, useWords } from "@/app/i18n";
import { dayName, dayStart, daysSince, shortDay } from "@/format";

/** Only what there is; nothing of a day without anything. */
export function beforeText(w: Messages["today"]["before"], day: DayResult): string | null {
  const said = [
    day.follow_ups > 0 && w.followUps(day.follow_ups),
    day.calls > 0 &&
      (day.reached > 0 ? w.callsReached({ calls: day.calls, reached: day.reached }) : w.calls(day.calls)),
    day.notes > 0 && w.notes(day.notes),
    day.moves > 0 && w.moves(day.moves),
  ].filter((part) => part !== false);
  if (said.length === 0) return null;
  const start = dayStart(day.day);
  const days = daysSince(start);
  const name = days === 1 ? w.yesterday : days < 7 ? dayName(start) : shortDay(day.day);
  return w.line({ day: name.charAt(0).toLocaleUpperCase() + name.slice(1), what: said.join(", ") });
}

export function Before({ day }: { day: DayResult }) {
  const text = beforeText(useWords().today.before, day);
  return text && <p className="flex-none truncate px-4 pt-2 text-small text-text-3">{text}</p>;
}
