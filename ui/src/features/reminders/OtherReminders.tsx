// The follow-ups after the next one, a line each, and what can be done to any of them.
import { Check, Clock, MoreHorizontal } from "lucide-react";
import type { ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { IconButton, Menu, MenuItem, MenuSeparator, Writing } from "@/kit";
import { rowDue, toneClass, whatOf, whenText } from "./due";
import { KindIcon } from "./KindIcon";
import type { Step } from "./step";
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

interface OtherRemindersProps {
  rows: readonly ReminderRow[];
  state: { ask: (step: Step, row: ReminderRow) => void };
}

export function OtherReminders({ rows, state }: OtherRemindersProps) {
  const w = useWords().reminders.action;
  if (rows.length === 0) return null;
  return (
    <ul aria-label={w.others} className="flex max-h-40 flex-col overflow-auto rounded-card border border-border px-1">
      {rows.map((row) => {
        const due = rowDue(row);
        const what = whatOf(row);
        return (
          <li key={row.id} className="flex min-h-9 items-center gap-2 border-border px-2 not-last:border-b">
            <KindIcon kind={row.kind} className="text-text-3" />
            <span className="min-w-0 flex-1 truncate">{what}</span>
            <span className={`flex-none text-small ${toneClass[due.tone]} tnum`}>
              {row.state === "today" ? whenText(row.due_at, row.is_timed) : due.text}
            </span>
            <Writing>
              <IconButton
                name={w.laterOf({ what })}
                icon={<Clock />}
                size="small"
                onClick={() => state.ask("later", row)}
              />
              <IconButton
                name={w.doneOf({ what })}
                icon={<Check />}
                size="small"
                onClick={() => state.ask("next", row)}
              />
              <ReminderMenu row={row} onEdit={() => state.ask("edit", row)} />
            </Writing>
          </li>
        );
      })}
    </ul>
  );
}
