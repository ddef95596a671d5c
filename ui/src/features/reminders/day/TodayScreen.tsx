// The home screen: what is late, what is due, who has nothing planned; beside it the sheet of the chosen one, always open.
import { useQuery } from "@tanstack/react-query";
import { PhoneCall } from "lucide-react";
import { useEffect, useRef } from "react";
import { asFailure } from "@/api/client";
import { todayQuery, useSession } from "@/api/queries";
import type { Today } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { TodayMeetings } from "@/features/calendar";
import { EmptyBase, ProspectSheet } from "@/features/prospects";
import { callsOf, leaveRun, startRun, useRun, whenText, wishStep } from "@/features/reminders";
import { dayStart, longDate, time } from "@/format";
import { Button, EmptyState, ErrorBoundary, Loading, later, Screen, useMedia, useReadOnly } from "@/kit";
import { Before } from "./Before";
import { DayList, type DayListHandle } from "./DayList";
import { QuickAdd } from "./QuickAdd";
import { useDay } from "./use-day";

const Series = later(() => import("../run/Series").then((m) => m.Series));

/** Under this the sheet covers the list. */
const NARROW = "(max-width: 899px)";

function useMeta(day: Today | undefined): string | undefined {
  const w = useWords().today;
  if (!day) return undefined;
  const { overdue, today, done } = day.totals;
  const said = longDate(dayStart(day.day)).replace(/ \d{4}$/, "");
  return w.meta({ day: said, done, total: done + overdue + today });
}

/** Said above the list when nothing is left for today. */
function Nothing({ day, onAll }: { day: Today; onAll: (() => void) | undefined }) {
  const w = useWords().today;
  const { overdue, today, done, without_next: idle } = day.totals;
  if (overdue + today > 0) return null;
  const when = day.next_at === null ? null : { day: whenText(day.next_at, false), time: time(day.next_at) };
  const text = done > 0 ? (when ? w.allDoneNext(when) : w.allDone) : w.nothing;
  return (
    <div role="status" className="flex flex-none flex-col items-start gap-2 px-4 pt-5 pb-1">
      <p className="font-medium">{text}</p>
      {done === 0 && when && <p className="text-text-2">{w.next(when)}</p>}
      {onAll && idle > day.without_next.length && (
        <Button size="toolbar" onClick={onAll}>
          {w.seeWithout(idle)}
        </Button>
      )}
    </div>
  );
}

function Day() {
  const words = useWords();
  const w = words.today;
  const list = useRef<DayListHandle>(null);
  const isNarrow = useMedia(NARROW);
  const state = useDay(list, isNarrow);
  const { answer, day, lines, rows, current, open, choose, step } = state;
  const run = useRun();
  const shown = run?.prospect ?? state.shown;
  // Whoever goes elsewhere leaves the run; what was begun waits in its sheet.
  useEffect(() => leaveRun, []);
  const calling = run?.at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each call.
  useEffect(() => {
    const line = rows.find(({ key }) => key === calling);
    if (line) choose(line);
  }, [calling]);
  // The sheet has these keys once it is there; what is pressed while it comes waits for it.
  const ask = (what: "next" | "later" | "plan" | "call") =>
    !run &&
    current &&
    (() => {
      choose(current, true);
      wishStep(current.prospect, what, current.kind === "reminder" ? current.row : undefined);
    });
  useShortcuts({
    "prospects.next": !run && rows.length > 0 && (() => step(1)),
    "prospects.previous": !run && rows.length > 0 && (() => step(-1)),
    "prospects.escape": !run && open !== undefined && (isNarrow || open !== current?.prospect) && state.close,
    "reminders.done": current?.kind === "reminder" && ask("next"),
    "reminders.later": current?.kind === "reminder" && ask("later"),
    "reminders.plan": ask("plan"),
    "reminders.call": ask("call"),
  });
  if (answer.error && !day)
    return (
      <EmptyState title={w.failed} text={failureText(asFailure(answer.error))}>
        <Button onClick={() => void answer.refetch()}>{words.common.retry}</Button>
      </EmptyState>
    );
  if (!day) return <Loading text={words.common.loading} />;
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col min-[900px]:w-[clamp(360px,36%,440px)] min-[900px]:flex-none min-[900px]:border-r min-[900px]:border-border">
        <QuickAdd />
        <Before day={day.before} />
        <TodayMeetings />
        <Nothing day={day} onAll={state.allIdle ? undefined : state.showAllIdle} />
        <DayList
          ref={list}
          lines={lines}
          current={run?.at ?? current?.key}
          onChoose={(key) => {
            const line = rows.find((row) => row.key === key);
            if (!line) return;
            leaveRun();
            choose(line, true);
          }}
          onFold={state.toggleUpcoming}
          onMore={state.showAllIdle}
        />
      </div>
      {(shown !== undefined || !isNarrow) && (
        <aside
          aria-label={words.nav.panel}
          className={isNarrow ? "panel" : "flex min-h-0 min-w-0 flex-1 flex-col bg-surface"}
        >
          {run && <Series run={run} />}
          {shown === undefined ? (
            <EmptyState title={w.nobody} />
          ) : (
            <ErrorBoundary
              resetKey={shown}
              fallback={(_, retry) => (
                <EmptyState title={words.fault.panel}>
                  <Button onClick={retry}>{words.common.retry}</Button>
                </EmptyState>
              )}
            >
              <ProspectSheet
                id={shown}
                primary
                reminder={
                  !run && current?.kind === "reminder" && current.prospect === shown ? current.row.id : undefined
                }
                onClose={
                  run
                    ? undefined
                    : isNarrow || open !== current?.prospect
                      ? open === undefined
                        ? undefined
                        : state.close
                      : undefined
                }
                onGone={state.close}
              />
            </ErrorBoundary>
          )}
        </aside>
      )}
    </div>
  );
}

/** « Lancer les appels · 7 ». */
function StartCalls({ day }: { day: Today }) {
  const w = useWords().today.run;
  const isPast = useReadOnly() !== null;
  const run = useRun();
  const calls = callsOf(day);
  const can = !run && !isPast && calls.length > 0;
  const keys = useKey("today.calls");
  const start = () => startRun(calls);
  useShortcuts({ "today.calls": can && start });
  if (!can) return null;
  return (
    <Button icon={<PhoneCall />} keys={keys} onClick={start}>
      {w.start(calls.length)}
    </Button>
  );
}

export function TodayScreen() {
  const words = useWords();
  const { prospects, trash } = useSession();
  const { data } = useQuery(todayQuery);
  const meta = useMeta(data);
  const isEmpty = prospects === 0 && trash === 0;
  return (
    <Screen
      title={words.today.title}
      meta={!isEmpty && meta && <span role="status">{meta}</span>}
      actions={data && <StartCalls day={data} />}
    >
      {isEmpty ? <EmptyBase title={words.prospects.empty.title} /> : <Day />}
    </Screen>
  );
}
