// « Appel : Marie Dupont — Fait · Plus tard · Ouvrir »: a line at the foot of the screen, over nothing, until it is answered.
// Several are one line that opens the day. F8 goes there, Escape back.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BellRing, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { todayQuery } from "@/api/queries";
import type { ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { announce, Button, IconButton, KeyCap, Menu, MenuItem, useReadOnly } from "@/kit";
import { finish, later } from "./answer";
import { answered, useTold } from "./follow";
import { notice } from "./notice";

/** As the core reads them. */
const until = { minutes: "in 10 minutes", hour: "in 1 hour", tomorrow: "tomorrow 9:00" } as const;

const idsOf = (rows: readonly ReminderRow[]) => new Set(rows.map(({ id }) => id));

function One({ row }: { row: ReminderRow }) {
  const w = useWords().due;
  const navigate = useNavigate();
  const isPast = useReadOnly() !== null;
  const open = () => {
    answered(new Set([row.id]));
    void navigate({ to: "/prospects/$id", params: { id: row.prospect_id }, search: {} });
  };
  const done = async () => {
    if (!(await finish(row))) open();
  };
  return (
    <>
      {!isPast && (
        <>
          <Button size="toolbar" onClick={() => void done()}>
            {w.done}
          </Button>
          <Menu align="end" side="top" trigger={<Button size="toolbar">{w.later}</Button>}>
            {(Object.keys(until) as (keyof typeof until)[]).map((value) => (
              <MenuItem key={value} onSelect={() => void later(row, until[value])}>
                {w.choices[value]}
              </MenuItem>
            ))}
          </Menu>
        </>
      )}
      <Button size="toolbar" onClick={open}>
        {w.open}
      </Button>
    </>
  );
}

function Several({ rows }: { rows: readonly ReminderRow[] }) {
  const w = useWords().due;
  const navigate = useNavigate();
  const close = () => answered(idsOf(rows));
  return (
    <>
      <Button
        size="toolbar"
        onClick={() => {
          close();
          void navigate({ to: "/today", search: {} });
        }}
      >
        {w.openDay}
      </Button>
      <IconButton name={w.close} icon={<X />} onClick={close} />
    </>
  );
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

function Line({ rows }: { rows: readonly ReminderRow[] }) {
  const w = useWords().due;
  const line = useRef<HTMLElement>(null);
  const from = useRef<Element | null>(null);
  const key = useKey("app.notice");
  const said = notice([...rows]);
  const title = rows.length > 1 ? w.reached(rows.length) : said.title;
  useEffect(() => announce(`${title} ${said.body}`), [title, said.body]);
  const back = () => {
    if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus();
  };
  useShortcuts({
    "app.notice": () => {
      if (line.current?.contains(document.activeElement)) return back();
      from.current = document.activeElement;
      line.current?.querySelector("button")?.focus();
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key];
    const buttons = [...(line.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (by && at >= 0) buttons[(at + by + buttons.length) % buttons.length]?.focus();
    else if (event.key === "Escape" && at >= 0) back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const [only] = rows;
  return (
    <section
      ref={line}
      aria-label={w.region}
      data-due=""
      data-keep-clear=""
      className="flex min-h-11 flex-none flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-accent bg-selected px-4 py-1.5"
      onKeyDown={onKeyDown}
    >
      <BellRing aria-hidden="true" className="flex-none text-accent-text" />
      <p className="min-w-40 flex-1 truncate">
        <span className="font-medium">{title}</span>
        {said.body && <span className="text-text-2"> · {said.body}</span>}
      </p>
      <span className="flex flex-none items-center gap-2">
        <KeyCap keys={key} />
        {rows.length === 1 && only ? <One key={only.id} row={only} /> : <Several rows={rows} />}
      </span>
    </section>
  );
}

function Told({ told }: { told: readonly ReminderRow[] }) {
  const { data, isFetching } = useQuery(todayQuery);
  // Done or put off elsewhere: told no more.
  const due = data && !isFetching ? idsOf([...data.overdue, ...data.today]) : null;
  const gone = due ? told.filter(({ id }) => !due.has(id)) : [];
  const ids = gone.map(({ id }) => id).join();
  useEffect(() => {
    if (ids) answered(new Set(ids.split(",")));
  }, [ids]);
  return <Line rows={told} />;
}

export function DueNotice() {
  const told = useTold();
  return told.length > 0 && <Told told={told} />;
}
