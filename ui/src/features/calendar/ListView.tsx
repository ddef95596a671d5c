// Three months as a list, day by day: the whole calendar by the keyboard.

import type { Occurrence } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { dayHeading } from "@/format";
import { EmptyState } from "@/kit";
import { MeetingLine } from "./MeetingLine";
import { drawn, keyOf, midnight } from "./when";

export function ListView({ items, from }: { items: readonly Occurrence[]; from: number }) {
  const w = useWords().calendar;
  const days = new Map<number, Occurrence[]>();
  for (const one of items) {
    const day = midnight(Math.max(drawn(one).start, from));
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  if (items.length === 0) return <EmptyState title={w.listEmpty} text={w.weekEmpty} />;
  return (
    <div className="vscroll min-h-0 flex-1 px-4 py-3">
      {[...days].map(([day, list]) => (
        <section key={day} aria-label={dayHeading(day)} className="mx-auto max-w-[760px] pb-3">
          <h2 className="border-b border-border py-1.5 text-small font-medium text-text-2">{dayHeading(day)}</h2>
          <ul>
            {list.map((one) => (
              <li key={keyOf(one)}>
                <MeetingLine one={one} sameDay />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
