// Whether it is working time at an instant: the hours of the week in the zone of the settings, no public holiday, no leave.
import type { Leave, Worktime } from "@/api/schema";

/** The day and the time of an instant in a zone. */
function there(at: number, zone: string): { day: string; time: string } {
  // Swedish writes dates as the core does.
  const [day = "", time = ""] = new Date(at).toLocaleString("sv-SE", { timeZone: zone }).split(" ");
  return { day, time: time.slice(0, 5) };
}

/** Monday is 0. */
const rank = (day: string): number => (new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7;

export function isWorked({ week, zone, next_holidays }: Worktime, leave: readonly Leave[], at: number): boolean {
  const { day, time } = there(at, zone);
  if (next_holidays.some((holiday) => holiday.day === day)) return false;
  if (leave.some(({ from_on, to_on, part }) => part === "day" && from_on <= day && day <= to_on)) return false;
  return (week[rank(day)] ?? []).some(({ from, to }) => from <= time && time < to);
}
