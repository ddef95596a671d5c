// The home screen: what is late, what is due, who has nothing planned; beside it the sheet of the chosen one, always open.
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { asFailure } from "@/api/client";
import { todayQuery, useSession } from "@/api/queries";
import type { Today } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { useShortcuts } from "@/app/shortcuts";
import { EmptyBase, ProspectSheet } from "@/features/prospects";
import { whenText, wishStep } from "@/features/reminders";
import { dayStart, longDate } from "@/format";
import { Button, EmptyState, ErrorBoundary, Loading, Screen, useMedia } from "@/kit";
import { DayList, type DayListHandle } from "./DayList";
import { QuickAdd } from "./QuickAdd";
import { useDay } from "./use-day";

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
  const when = day.next_at === null ? null : whenText(day.next_at, true);
  const text = done > 0 ? (when ? w.allDoneNext({ when }) : w.allDone) : w.nothing;
  return (
    <div role="status" className="flex flex-none flex-col items-start gap-2 px-4 pt-5 pb-1">
      <p className="font-medium">{text}</p>
      {done === 0 && when && <p className="text-text-2">{w.next({ when })}</p>}
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
  const { answer, day, lines, rows, current, shown, open, choose, step } = state;
  // The sheet has these keys where it stands beside.
  const ask = (what: "next" | "later" | "plan" | "call") =>
    isNarrow &&
    open === undefined &&
    current &&
    (() => {
      choose(current, true);
      wishStep(current.prospect, what);
    });
  useShortcuts({
    "prospects.next": rows.length > 0 && (() => step(1)),
    "prospects.previous": rows.length > 0 && (() => step(-1)),
    "prospects.escape": open !== undefined && (isNarrow || open !== current?.prospect) && state.close,
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
        <Nothing day={day} onAll={state.allIdle ? undefined : state.showAllIdle} />
        <DayList
          ref={list}
          lines={lines}
          current={current?.key}
          onChoose={(key) => {
            const line = rows.find((row) => row.key === key);
            if (line) choose(line, true);
          }}
          onPlan={(line) => {
            choose(line, true);
            wishStep(line.prospect, "plan");
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
                reminder={current?.kind === "reminder" && current.prospect === shown ? current.row.id : undefined}
                onClose={
                  isNarrow || open !== current?.prospect ? (open === undefined ? undefined : state.close) : undefined
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

export function TodayScreen() {
  const words = useWords();
  const { prospects, trash } = useSession();
  const { data } = useQuery(todayQuery);
  const meta = useMeta(data);
  const isEmpty = prospects === 0 && trash === 0;
  return (
    <Screen title={words.today.title} meta={!isEmpty && meta && <span role="status">{meta}</span>}>
      {isEmpty ? <EmptyBase title={words.prospects.empty.title} /> : <Day />}
    </Screen>
  );
}
