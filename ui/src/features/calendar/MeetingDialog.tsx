// The form of a meeting: whom it is with, when, where. It writes nothing but what was changed, and says what the core refuses.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asFailure } from "@/api/client";
import { prospectQuery } from "@/api/queries";
import type { EventShown, Scope } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, Checkbox, DateField, Dialog, Field, Select, TextArea, TextInput, TimeField } from "@/kit";
import { now } from "@/platform";
import { calendarQuery, eventQuery } from "./data";
import { type Draft, draftOf, editOf, freshDraft, newOf, stretchOf } from "./form";
import type { Wish } from "./open";
import { PeoplePicker } from "./PeoplePicker";
import { RepeatFields } from "./RepeatFields";
import { ScopeDialog, type ScopeQuestion } from "./ScopeDialog";
import { HOUR, homeZone, hours, keyOf } from "./when";
import { addMeeting, editMeeting, removeMeeting } from "./write";

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240];
const ALARMS = [-1, 0, 5, 10, 15, 30, 60, 120, 1440];

/** « 1 h 30 ». */
export function useLength(): (minutes: number) => string {
  const w = useWords().calendar.form;
  return (minutes) =>
    minutes < 60
      ? w.minutes({ minutes })
      : w.hours({
          hours: Math.floor(minutes / 60),
          minutes: minutes % 60 ? String(minutes % 60).padStart(2, "0") : "",
        });
}

/** What already lies there: said, never in the way. */
function Clash({ draft, wish }: { draft: Draft; wish: Wish }) {
  const w = useWords().calendar.form;
  const stretch = stretchOf(draft);
  const { data } = useQuery({
    ...calendarQuery(stretch?.from ?? 0, stretch?.to ?? 0),
    enabled: stretch !== null && stretch.to > stretch.from,
  });
  const own = wish.of && keyOf(wish.of);
  const others = (data?.items ?? []).filter(
    (one) =>
      stretch !== null &&
      one.is_busy &&
      !one.is_all_day &&
      one.status !== "cancelled" &&
      keyOf(one) !== own &&
      one.starts_at < stretch.to &&
      one.ends_at > stretch.from,
  );
  return (
    <p role="status" className="min-h-4 text-small text-warn">
      {others[0] && w.clash({ what: `${others[0].title} (${hours(others[0])})` })}
    </p>
  );
}

interface FormProps {
  wish: Wish;
  shown: EventShown | null;
  start: Draft;
  onClose: () => void;
}

function Form({ wish, shown, start, onClose }: FormProps) {
  const words = useWords();
  const w = words.calendar.form;
  const length = useLength();
  const [draft, setDraft] = useState(start);
  const [error, setError] = useState<{ field: string | undefined; text: string }>();
  const [question, setQuestion] = useState<ScopeQuestion | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Draft>) => {
    setDraft((held) => ({ ...held, ...part }));
    setError(undefined);
  };
  const of = wish.of;
  const first = draft.people[0];
  const usualTitle = first ? w.titleOf({ name: first.name }) : "";
  const withScope = (what: "edit" | "remove", run: (scope: Scope) => void) => {
    if (!of?.is_recurring) return run("all");
    setQuestion({
      what,
      answer: (scope) => {
        setQuestion(null);
        if (scope) run(scope);
      },
    });
  };
  const attempt = async (run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
      onClose();
    } catch (failure) {
      const refused = asFailure(failure);
      setError({ field: refused.field, text: failureText(refused) });
      setBusy(false);
    }
  };
  const save = () => {
    if (!shown || !of) return void attempt(() => addMeeting(newOf(draft, usualTitle)));
    const edit = editOf(start, draft, shown);
    if (Object.keys(edit).length === 0) return onClose();
    withScope("edit", (scope) => {
      const occurrence = of.is_recurring ? of.occurrence : null;
      void attempt(() => editMeeting(of.event_id, { ...edit, which: { occurrence, scope } }));
    });
  };
  const remove = () => {
    if (!of) return;
    withScope("remove", (scope) => void removeMeeting(of, scope).then((done) => done && onClose()));
  };
  const wrong = (...fields: string[]) => (error && fields.includes(error.field ?? "") ? error.text : undefined);
  const known = ["title", "starts", "ends", "zone", "attendees", "rule", "place", "link", "description"];
  const lengths = LENGTHS.includes(draft.minutes) ? LENGTHS : [...LENGTHS, draft.minutes].sort((a, b) => a - b);
  const alarms = ALARMS.includes(draft.alarm) ? ALARMS : [...ALARMS, draft.alarm].sort((a, b) => a - b);
  const alarmText = (minutes: number) =>
    minutes < 0 ? w.alarms.none : minutes === 0 ? w.alarms.start : w.alarms.before({ time: length(minutes) });
  return (
    <Dialog
      open
      width={560}
      title={of ? w.edit : w.new}
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          {of && (
            <Button kind="danger" className="mr-auto" onClick={remove}>
              {w.delete}
            </Button>
          )}
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button kind="primary" busy={busy} onClick={save}>
            {of ? w.save : w.plan}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <PeoplePicker people={draft.people} onChange={(people) => set({ people })} />
        <Field label={w.title} error={wrong("title")}>
          <TextInput placeholder={usualTitle} value={draft.title} onChange={(title) => set({ title })} />
        </Field>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(120px,1fr))] gap-3">
          <Field label={w.day} error={wrong("starts")}>
            <DateField required value={draft.day} onChange={(day) => set({ day })} />
          </Field>
          {draft.allDay ? (
            <Field label={w.until} error={wrong("ends")}>
              <DateField min={draft.day} value={draft.until} onChange={(until) => set({ until })} />
            </Field>
          ) : (
            <>
              <Field label={w.time}>
                <TimeField required value={draft.time} onChange={(time) => set({ time })} />
              </Field>
              <Field label={w.duration} error={wrong("ends")}>
                <Select
                  value={String(draft.minutes)}
                  onChange={(minutes) => set({ minutes: Number(minutes) })}
                  options={lengths.map((value) => ({ value: String(value), label: length(value) }))}
                />
              </Field>
            </>
          )}
        </div>
        {draft.zone !== homeZone() && !draft.allDay && (
          <p className="text-small text-text-2">{w.zone({ zone: draft.zone })}</p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Checkbox checked={draft.allDay} onChange={(allDay) => set({ allDay, alarm: allDay ? -1 : draft.alarm })}>
            {w.allDay}
          </Checkbox>
          <Clash draft={draft} wish={wish} />
        </div>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))] gap-3">
          <Field label={w.place} error={wrong("place")}>
            <TextInput value={draft.place} onChange={(place) => set({ place })} />
          </Field>
          <Field label={w.link} error={wrong("link")}>
            <TextInput type="url" value={draft.link} onChange={(link) => set({ link })} />
          </Field>
        </div>
        <Field label={w.guests} help={w.guestsHelp} error={wrong("attendees")}>
          <TextInput autoComplete="off" value={draft.guests} onChange={(guests) => set({ guests })} />
        </Field>
        <RepeatFields repeat={draft.repeat} onChange={(repeat) => set({ repeat })} error={wrong("rule")} />
        <div className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))] gap-3">
          <Field label={w.alarm}>
            <Select
              value={String(draft.alarm)}
              onChange={(alarm) => set({ alarm: Number(alarm) })}
              options={alarms.map((value) => ({ value: String(value), label: alarmText(value) }))}
            />
          </Field>
          <Field label={w.status}>
            <Select
              value={draft.status}
              onChange={(status) => set({ status })}
              options={(["confirmed", "tentative", "cancelled"] as const).map((value) => ({
                value,
                label: w.statuses[value],
              }))}
            />
          </Field>
        </div>
        <Field label={w.notes} error={wrong("description")}>
          <TextArea rows={3} value={draft.notes} onChange={(notes) => set({ notes })} />
        </Field>
        {error && !known.includes(error.field ?? "") && (
          <p role="alert" className="text-danger">
            {error.text}
          </p>
        )}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
      </form>
      {question && <ScopeDialog question={question} />}
    </Dialog>
  );
}

/** The next full hour. */
const soon = (): number => Math.ceil(now() / HOUR) * HOUR;

function New({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const id = wish.prospects?.[0];
  const { data } = useQuery({ ...prospectQuery(id ?? ""), enabled: id !== undefined });
  if (id !== undefined && !data) return null;
  const people = data ? [{ id: data.id, name: data.name }] : [];
  return <Form wish={wish} shown={null} start={freshDraft(wish, people, soon())} onClose={onClose} />;
}

export function MeetingDialog({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const of = wish.of;
  const { data, error } = useQuery({ ...eventQuery(of?.event_id ?? ""), enabled: of !== undefined });
  if (!of) return <New wish={wish} onClose={onClose} />;
  if (error || !data) return null;
  return <Form key={keyOf(of)} wish={wish} shown={data} start={draftOf(data, of)} onClose={onClose} />;
}
