// The next action of a prospect, always first on the sheet: what and when, « Plus tard » and « Fait », and in its place what
// these ask. Those after it stand on the timeline.
import clsx from "clsx";
import { CalendarPlus } from "lucide-react";
import type { Id, Prospect, ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey } from "@/app/shortcuts";
import { capital, phone } from "@/format";
import { Button, useReadOnly, Writing } from "@/kit";
import { CallRun } from "./CallRun";
import { lateText, whatOf, whenText } from "./due";
import { Marks } from "./form/Marks";
import { KindIcon } from "./KindIcon";
import { LaterChoice } from "./LaterChoice";
import { NextChoice } from "./NextChoice";
import { PlanForm } from "./PlanForm";
import { useRun } from "./run/run";
import { ReminderMenu } from "./UpcomingReminders";
import { isDoneByCall, useNextAction } from "./use-next-action";
import { editOf, editReminder, plan } from "./write";

interface NextActionProps {
  prospect: Prospect;
  /** The follow-up that is meant, where it is not the first one. */
  reminder?: Id | undefined;
  /** Letters are for it. */
  active: boolean;
  /** « Fait » is the one primary button of the screen. */
  primary?: boolean | undefined;
}

const box = "flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 rounded-card border px-4 py-2.5";

/** « Aujourd’hui à 14:00 · +33 6 12 34 56 78 ». */
function Due({ row }: { row: ReminderRow }) {
  const isLate = row.state === "overdue";
  const when = whenText(row.due_at, row.is_timed);
  return (
    <p className="truncate text-small text-text-2">
      {isLate && <span className="font-medium text-danger">{lateText(row.due_at, row.days_late)} · </span>}
      {isLate ? when : capital(when)}
      {row.kind === "call" && row.phone && ` · ${phone(row.phone)}`}
    </p>
  );
}

type State = ReturnType<typeof useNextAction>;

function Planned({ row, state, primary }: { row: ReminderRow; state: State; primary: boolean }) {
  const w = useWords().reminders.action;
  const isPast = useReadOnly() !== null;
  const keys = { later: useKey("reminders.later"), done: useKey("reminders.done") };
  return (
    <div className={clsx(box, "border-border bg-surface")}>
      <KindIcon kind={row.kind} className="text-text-2" />
      <div className="min-w-40 flex-[1_1_15rem]">
        <p className={clsx("font-semibold break-words", row.in_trash && "line-through")}>
          {whatOf(row)}
          <Marks of={row} />
        </p>
        <Due row={row} />
      </div>
      {!row.in_trash && (
        <Writing>
          <span className="ml-auto flex flex-none items-center gap-2">
            <ReminderMenu row={row} onEdit={() => state.ask("edit")} />
            <Button kind="quiet" keys={keys.later} onClick={() => state.ask("later")}>
              {w.later}
            </Button>
            <Button kind={primary && !isPast ? "primary" : "plain"} keys={keys.done} onClick={() => state.ask("next")}>
              {w.done}
            </Button>
          </span>
        </Writing>
      )}
    </div>
  );
}

/** `met`: when she is met next, which is a next action too. */
function None({ state, met }: { state: State; met: number | null }) {
  const words = useWords().reminders;
  const w = words.action;
  const keys = useKey("reminders.plan");
  return (
    <div className={clsx(box, met === null ? "border-transparent bg-warn-bg" : "border-border bg-surface")}>
      <p className={clsx("min-w-40 flex-1 font-semibold", met === null && "text-warn")}>
        {met === null ? w.none : `${words.kinds.meeting} · ${whenText(met, true)}`}
      </p>
      <Writing>
        <Button icon={<CalendarPlus />} keys={keys} onClick={() => state.ask("plan")}>
          {w.plan}
        </Button>
      </Writing>
    </div>
  );
}

/** What is being asked, under the action. */
function Asked({ prospect, state }: { prospect: Prospect; state: State }) {
  const { step, about, close } = state;
  if (step === "next")
    return (
      <NextChoice
        kind={about?.kind ?? "call"}
        title={state.title}
        person={prospect.id}
        demandedBy={state.demandedBy}
        onTake={state.done}
        onCancel={state.cancel}
      />
    );
  if (step === "later") return <LaterChoice onTake={state.later} onCancel={close} />;
  if (step === "plan")
    return (
      <PlanForm
        person={prospect.id}
        onClose={close}
        onPlan={(reminder) => {
          close();
          return plan(prospect, reminder);
        }}
      />
    );
  if (step === "edit" && about)
    return (
      <PlanForm
        of={about}
        person={prospect.id}
        onClose={close}
        onPlan={(reminder) => {
          close();
          return editReminder(about, editOf(about, reminder));
        }}
      />
    );
  if (step === "call")
    return (
      <CallRun
        prospect={prospect.id}
        phone={prospect.phone}
        of={about}
        completes={about !== undefined && isDoneByCall(about)}
        onEnd={state.endCall}
        onCancel={close}
      />
    );
  return null;
}

/** While she is called in a run, the run asks. */
export function NextAction(props: NextActionProps) {
  const run = useRun();
  return run?.prospect === props.prospect.id ? null : <Action {...props} />;
}

function Action({ prospect, reminder, active, primary = false }: NextActionProps) {
  const w = useWords().reminders;
  const canCall = !prospect.do_not_contact_at;
  const state = useNextAction({ person: prospect, reminder, active, canCall });
  const { loaded, action, about, step } = state;
  // Nothing jumps when it comes: its place is kept.
  if (!loaded) return <div className="mx-4 mt-3 min-h-16" />;
  if (!action && prospect.deleted_at && !step) return null;
  const label = step === "call" ? w.call.title({ name: prospect.name }) : w.action.label;
  return (
    <section aria-label={label} className="mx-4 mt-3 flex flex-none flex-col gap-2">
      {about ? (
        <Planned row={about} state={state} primary={primary} />
      ) : (
        <None state={state} met={prospect.next_action_at} />
      )}
      {step && (
        <div className="rounded-card border border-border bg-sunken px-3 py-2.5">
          <Asked key={`${step} ${about?.id ?? ""}`} prospect={prospect} state={state} />
        </div>
      )}
    </section>
  );
}
