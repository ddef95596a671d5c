// What is planned for a prospect after the next action, a line each, on top of her timeline; and what can be done to any
// follow-up. What is asked about one is asked where the next action stands.
import { useQuery } from "@tanstack/react-query";
import { Check, Clock, MoreHorizontal } from "lucide-react";
import type { Id, ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { IconButton, Menu, MenuItem, MenuSeparator, Writing } from "@/kit";
import { remindersQuery } from "./data";
import { rowDue, toneClass, whatOf, whenText } from "./due";
import { Marks } from "./form/Marks";
import { KindIcon } from "./KindIcon";
import { wishStep } from "./step";
import { editReminder, removeReminder } from "./write";

export function ReminderMenu({ row, onEdit }: { row: ReminderRow; onEdit: () => void }) {
  const w = useWords().reminders.action;
  const isUrgent = row.priority === "high";
  return (
    <Menu
      align="end"
      trigger={<IconButton name={w.menu({ what: whatOf(row) })} icon={<MoreHorizontal />} size="toolbar" />}
    >
      {/* After the menu has given the focus back. */}
      <MenuItem onSelect={() => setTimeout(onEdit, 0)}>{w.edit}</MenuItem>
      <MenuItem onSelect={() => void editReminder(row, { priority: isUrgent ? "normal" : "high" })}>
        {isUrgent ? w.makeUsual : w.makeUrgent}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={() => void removeReminder(row)}>
        {w.remove}
      </MenuItem>
    </Menu>
  );
}

function Planned({ row }: { row: ReminderRow }) {
  const w = useWords().reminders.action;
  const due = rowDue(row);
  const what = whatOf(row);
  const ask = (step: "later" | "next" | "edit") => wishStep(row.prospect_id, step, row);
  return (
    <li className="flex min-h-9 items-center gap-3">
      <span className="flex size-7 flex-none items-center justify-center rounded-pill border border-dashed border-border-strong text-text-3">
        <KindIcon kind={row.kind} />
      </span>
      <span className="min-w-0 flex-1 truncate text-text-2" title={what}>
        {what}
        <Marks of={row} />
      </span>
      <span className={`flex-none text-small ${toneClass[due.tone]} tnum`}>
        {row.state === "today" ? whenText(row.due_at, row.is_timed) : due.text}
      </span>
      {!row.in_trash && (
        <Writing>
          <span className="-ml-1 flex flex-none items-center">
            <IconButton name={w.laterOf({ what })} icon={<Clock />} size="small" onClick={() => ask("later")} />
            <IconButton name={w.doneOf({ what })} icon={<Check />} size="small" onClick={() => ask("next")} />
            <ReminderMenu row={row} onEdit={() => ask("edit")} />
          </span>
        </Writing>
      )}
    </li>
  );
}

interface UpcomingRemindersProps {
  prospect: Id;
  /** The next action, where it is not the first one. */
  except?: Id | undefined;
}

export function UpcomingReminders({ prospect, except }: UpcomingRemindersProps) {
  const w = useWords().reminders.action;
  const { data } = useQuery(remindersQuery(prospect));
  const items = data?.items ?? [];
  const next = items.find((row) => row.id === except) ?? items[0];
  const rows = items.filter((row) => row !== next);
  if (rows.length === 0) return null;
  return (
    <section className="pb-1">
      <h4 className="pt-2 pb-1 text-small font-medium text-text-3">{w.upcoming}</h4>
      <ul aria-label={w.upcoming}>
        {rows.map((row) => (
          <Planned key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}
