// One line of the day: a follow-up, or somebody without one. 58 high: who and when, then what is to be done.
import clsx from "clsx";
import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import type { ProspectRow, ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { byIds, restore } from "@/features/prospects";
import { KindIcon, Marks, plan, quickKeys, quickly, rowDue, toneClass, whatOf } from "@/features/reminders";
import { ago } from "@/format";
import { Button, Writing } from "@/kit";

interface FrameProps {
  lineKey: string;
  current: boolean;
  reachable: boolean;
  icon: ReactNode;
  name: string;
  company: string | null;
  /** At the end of the first line. */
  end: ReactNode;
  second: ReactNode;
  struck?: boolean;
  /** A button of its own, beside the row. */
  action?: ReactNode;
}

function Frame({ lineKey, current, reachable, icon, name, company, end, second, struck, action }: FrameProps) {
  return (
    <div
      className={clsx(
        "flex h-full items-center border-b border-border transition-colors duration-[120ms]",
        current ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <button
        type="button"
        data-day={lineKey}
        aria-current={current || undefined}
        tabIndex={reachable ? 0 : -1}
        className="flex h-full min-w-0 flex-1 items-start gap-3.5 px-4 py-2 text-left outline-offset-[-2px]"
      >
        <span className="mt-0.5 flex-none text-text-3">{icon}</span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={clsx("min-w-0 flex-1 truncate", struck && "text-text-3 line-through")}>
              <span className="font-medium">{name}</span>
              {company && company !== name && <span className="text-text-2"> · {company}</span>}
            </span>
            {end}
          </span>
          <span className={clsx("block truncate text-small text-text-2", struck && "line-through")}>{second}</span>
        </span>
      </button>
      {action && <span className="flex-none pr-4">{action}</span>}
    </div>
  );
}

type Place = Pick<FrameProps, "lineKey" | "current" | "reachable">;

export function ReminderLine({ row, ...place }: { row: ReminderRow } & Place) {
  const w = useWords();
  const due = rowDue(row);
  return (
    <Frame
      {...place}
      icon={<KindIcon kind={row.kind} />}
      name={row.name}
      company={row.company}
      struck={row.in_trash}
      end={
        row.in_trash ? (
          <span className="flex-none text-small text-text-3">{w.today.inTrash}</span>
        ) : (
          <span className={clsx("flex-none text-small font-medium tnum", toneClass[due.tone])}>{due.text}</span>
        )
      }
      second={
        <>
          {whatOf(row)}
          <Marks of={row} />
        </>
      }
      action={
        row.in_trash && (
          <Writing>
            <Button
              size="toolbar"
              aria-label={w.today.restoreOf({ name: row.name })}
              onClick={() => void restore(byIds([row.prospect_id]))}
            >
              {w.today.restore}
            </Button>
          </Writing>
        )
      }
    />
  );
}

/** Whoever has no follow-up gets one by one button: the day it says. */
export function IdleLine({ row, ...place }: { row: ProspectRow } & Place) {
  const words = useWords();
  const w = words.today;
  const { quick } = words.reminders;
  return (
    <Frame
      {...place}
      icon={<UserRound aria-hidden="true" />}
      name={row.name}
      company={row.company}
      end={null}
      second={row.last_interaction_at === null ? w.never : w.suggestion({ when: ago(row.last_interaction_at) })}
      action={
        <Writing>
          <span className="flex gap-1">
            {quickKeys.map((day) => (
              <Button
                key={day}
                size="toolbar"
                className="!px-1.5 text-small!"
                tabIndex={place.reachable ? 0 : -1}
                aria-label={quick.planFor({ name: row.name, when: quick.short[day] })}
                onClick={() => void plan(row, quickly(day))}
              >
                {quick.short[day]}
              </Button>
            ))}
          </span>
        </Writing>
      }
    />
  );
}
