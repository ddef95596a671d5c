// The next action of one prospect: which follow-up it is, what is being asked about it, and the keys that ask.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useSession } from "@/api/queries";
import type { CallNew, Id, ReminderNew, ReminderRow } from "@/api/schema";
import { useShortcuts } from "@/app/shortcuts";
import { useReadOnly } from "@/kit";
import { remindersQuery } from "./data";
import { endCall as forgetCall, isRunning } from "./running";
import { onStepWished, type Step } from "./step";
import { complete, logCall, type Person, plan, putOff } from "./write";

/** A call does what was to be a call, or anything that is due and says not what it is. */
export const isDoneByCall = ({ kind, state }: ReminderRow): boolean =>
  kind === "call" || (kind === "other" && state !== "upcoming");

/** Who did not answer is called again for the same reason. */
const again = (row: ReminderRow, call: CallNew | null): string | null =>
  call && call.outcome !== "reached" ? row.title : null;

export interface NextActionOptions {
  person: Person & { deleted_at: number | null; stage_id: Id };
  /** The follow-up that is meant, where it is not the first one. */
  reminder?: Id | undefined;
  /** Letters are for it; else for a selection elsewhere. */
  active: boolean;
  canCall: boolean;
}

export function useNextAction({ person, reminder, active, canCall }: NextActionOptions) {
  const { data } = useQuery(remindersQuery(person.id));
  const isPast = useReadOnly() !== null;
  const { stages } = useSession();
  const stage = stages.find(({ id }) => id === person.stage_id);
  const items = data?.items ?? [];
  const action = items.find((row) => row.id === reminder) ?? items[0];
  const [step, setStep] = useState<Step | null>(() => (isRunning(person.id) ? "call" : null));
  /** The one that is asked about, where it is not the next one; the call that did it. */
  const [other, setOther] = useState<ReminderRow | null>(null);
  const [call, setCall] = useState<CallNew | null>(null);
  const close = () => {
    if (step === "call") forgetCall(person.id);
    setStep(null);
    setOther(null);
    setCall(null);
  };
  const ask = (next: Step, row?: ReminderRow) => {
    setCall(null);
    setOther(row ?? null);
    setStep(next);
  };
  const askNow = useRef(ask);
  askNow.current = ask;
  const about = other ?? action;
  const isLast = items.length < 2 && !about?.repeat;
  const demandedBy = stage?.demands_next && isLast ? stage.label : null;
  const canWrite = active && !isPast && person.deleted_at === null;
  useShortcuts({
    "reminders.done": canWrite && Boolean(action) && (() => step === null && ask("next")),
    "reminders.later": canWrite && Boolean(action) && (() => step === null && ask("later")),
    "reminders.plan": canWrite && (() => ask("plan")),
    "reminders.call": canWrite && canCall && (() => step !== "call" && ask("call")),
  });
  // Asked for in a list, before this one was there.
  useEffect(() => onStepWished(person.id, (wished, row) => askNow.current(wished, row)), [person.id]);
  // Whoever looks at somebody else before saying what comes next has called all the same.
  const unsaid = useRef<(() => void) | null>(null);
  /** What is done when nobody says what comes next: the call took place; its follow-up stays where one is demanded. */
  const leave = (row: ReminderRow, made: CallNew) =>
    void (demandedBy ? logCall(person, made) : complete(row, { call: made }));
  unsaid.current = call && about ? () => leave(about, call) : null;
  useEffect(() => () => unsaid.current?.(), []);
  // A series plans its next one by itself: nothing is to be asked.
  const asksNothing = step === "next" && about?.repeat != null;
  useEffect(() => {
    if (!asksNothing || !about) return;
    setStep(null);
    setOther(null);
    void complete(about, {});
  }, [asksNothing, about]);
  const done = (next: ReminderNew | null) => {
    const [row, made] = [about, call];
    close();
    if (row) void complete(row, { call: made, next });
    else if (next) void plan(person, next);
  };
  /** The call is over: what it did is done once what comes next is said. */
  const endCall = (made: CallNew, completes: boolean) => {
    if (about?.repeat && completes) {
      close();
      void complete(about, { call: made });
      return;
    }
    if (about && completes) {
      forgetCall(person.id);
      setCall(made);
      setStep("next");
      return;
    }
    close();
    void logCall(person, made).then((logged) => logged && items.length === 0 && setStep("next"));
  };
  const later = (until: string) => {
    const row = about;
    close();
    if (row) void putOff(row, until);
  };
  return {
    ...{ loaded: data !== undefined, items, action, about, step, ask, close, done, endCall, later },
    /** Nothing was done; but a call that took place did. */
    cancel:
      call && about
        ? () => {
            const [row, made] = [about, call];
            close();
            leave(row, made);
          }
        : close,
    demandedBy,
    title: about ? again(about, call) : null,
  };
}
