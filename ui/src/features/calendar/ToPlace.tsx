// Follow-ups without a time: dragged onto the grid, or given one by a key. They stay follow-ups.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { KindIcon, whatOf } from "@/features/reminders";
import { relativeDay } from "@/format";
import { Button, Field, Popover, TimeField, useReadOnly } from "@/kit";
import { pendingQuery } from "./data";
import { placeReminder } from "./write";

/** Shown: those of the week first, the late ones before. */
const MOST = 30;

export function useToPlace(): ReminderRow[] {
  const { data } = useQuery(pendingQuery);
  return (data?.items ?? []).filter((row) => !row.is_timed && !row.in_trash).slice(0, MOST);
}

function Placing({ row, anchor, onClose }: { row: ReminderRow; anchor: Element; onClose: () => void }) {
  const w = useWords().calendar;
  const [time, setTime] = useState("09:00");
  const take = () => {
    onClose();
    void placeReminder(row, `${row.due_on}T${time}`);
  };
  return (
    <Popover
      open
      titled
      anchor={anchor}
      title={w.placeAt({ what: row.name })}
      width={280}
      onOpenChange={(open) => !open && onClose()}
    >
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <Field label={w.placeTime} className="flex-1">
          <TimeField autoFocus required value={time} onChange={setTime} />
        </Field>
        <Button type="submit">{w.place}</Button>
      </form>
    </Popover>
  );
}

export function ToPlace() {
  const w = useWords().calendar;
  const rows = useToPlace();
  const readOnly = useReadOnly() !== null;
  const [placing, setPlacing] = useState<{ row: ReminderRow; anchor: Element } | null>(null);
  return (
    <section aria-label={w.toPlace} className="flex min-h-0 flex-1 flex-col gap-1">
      <h2 className="px-1 font-medium">{w.toPlace}</h2>
      <p className="px-1 text-small text-text-3">{rows.length > 0 ? w.toPlaceHelp : w.toPlaceNone}</p>
      <ul className="flex min-h-0 flex-1 flex-col gap-1 overflow-auto py-1">
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              data-line=""
              title={`${row.name} · ${whatOf(row)}`}
              draggable={!readOnly}
              disabled={readOnly}
              onDragStart={(event) => event.dataTransfer.setData("text/relance-reminder", row.id)}
              onClick={(event) => setPlacing({ row, anchor: event.currentTarget })}
              className="flex w-full items-center gap-2 rounded-control border border-dashed border-border-strong bg-surface px-2 py-1 text-left hover:bg-hover"
            >
              <KindIcon kind={row.kind} className="flex-none text-text-3" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{row.name}</span>
                <span className="block truncate text-small text-text-3">
                  {[whatOf(row), relativeDay(row.due_on)].join(" · ")}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {placing && <Placing {...placing} onClose={() => setPlacing(null)} />}
    </section>
  );
}
