// My leave: what is to come, what is past on demand, one more to add. Days are those of the core, never of this machine's clock.
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { del, post } from "@/api/client";
import { leaveQuery } from "@/api/queries";
import type { Done, LeavePart, LeaveSaved, Leave as Row } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { shortDay } from "@/format";
import { Button, DateField, Field, IconButton, Select, TextInput } from "@/kit";
import { save } from "./save";

const parts = ["day", "morning", "afternoon"] as const;

function Line({ leave }: { leave: Row }) {
  const w = useWords().settings.worktime;
  const days = w.days({ from: shortDay(leave.from_on), to: shortDay(leave.to_on) });
  return (
    <li className="flex min-h-8 items-center gap-3">
      <span className="min-w-48 flex-none first-letter:uppercase">{days}</span>
      <span className="w-28 flex-none text-text-2">{w.parts[leave.part]}</span>
      <span className="min-w-0 flex-1 truncate text-text-2">{leave.label}</span>
      <IconButton
        name={w.remove({ days })}
        icon={<X />}
        onClick={() => void save(() => del<Done>(`/worktime/leave/${leave.id}`))}
      />
    </li>
  );
}

function Add() {
  const w = useWords().settings.worktime;
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [part, setPart] = useState<LeavePart>("day");
  const [label, setLabel] = useState("");
  const [error, setError] = useState<string>();
  const add = async () => {
    const request = { from_on: from, to_on: to || null, part, label: label.trim() || null };
    const failure = await save(() => post<LeaveSaved>("/worktime/leave", request));
    setError(failure ? failureText(failure) : undefined);
    if (failure) return;
    setFrom("");
    setTo("");
    setPart("day");
    setLabel("");
  };
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (from) void add();
      }}
    >
      <Field label={w.from} error={error} className="min-w-36">
        <DateField
          value={from}
          onChange={(next) => {
            setFrom(next);
            setError(undefined);
          }}
        />
      </Field>
      <Field label={w.to} className="min-w-36">
        <DateField min={from} value={to} onChange={setTo} />
      </Field>
      <Field label={w.part} className="w-32">
        <Select value={part} onChange={setPart} options={parts.map((value) => ({ value, label: w.parts[value] }))} />
      </Field>
      <Field label={w.label} className="min-w-32 flex-1">
        <TextInput value={label} onChange={setLabel} autoComplete="off" />
      </Field>
      <Button type="submit" icon={<Plus />} disabled={!from} className="self-end">
        {w.add}
      </Button>
    </form>
  );
}

export function Leave({ today }: { today: string }) {
  const w = useWords().settings.worktime;
  const all = useQuery(leaveQuery).data ?? [];
  const [showsPast, setShowsPast] = useState(false);
  const past = all.filter((leave) => leave.to_on < today);
  const shown = showsPast ? all : all.filter((leave) => leave.to_on >= today);
  return (
    <section aria-labelledby="worktime-leave" className="flex flex-col gap-3">
      <h3 id="worktime-leave" className="font-semibold">
        {w.leave}
      </h3>
      {shown.length === 0 ? (
        <p className="text-text-3">{w.noLeave}</p>
      ) : (
        <ul aria-label={w.leave}>
          {shown.map((leave) => (
            <Line key={leave.id} leave={leave} />
          ))}
        </ul>
      )}
      {past.length > 0 && !showsPast && (
        <Button kind="quiet" className="self-start" onClick={() => setShowsPast(true)}>
          {w.past(past.length)}
        </Button>
      )}
      <Add />
    </section>
  );
}
