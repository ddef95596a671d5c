// A run through the calls of the day: one after the other, each written when it ends, each with its own undo, which brings the
// run back to it.
import { useQuery } from "@tanstack/react-query";
import { PhoneCall, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { prospectQuery, todayQuery, useSession } from "@/api/queries";
import type { CallNew, Id, ReminderNew, ReminderRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { announce, Button, IconButton, ProgressBar, showToast } from "@/kit";
import { remindersQuery } from "../data";
import { callWith, endCall } from "../running";
import { complete } from "../write";
import { again, callsOf, goTo, isOver, leaveRun, type Run, turn } from "./run";
import { Turn } from "./Turn";

/** The stage of a prospect, where it demands a next action and this is the last one. */
function useDemand(row: ReminderRow): { demandedBy: string | null; opposed: boolean } {
  const { stages } = useSession();
  const { data: prospect } = useQuery(prospectQuery(row.prospect_id));
  const { data: others } = useQuery(remindersQuery(row.prospect_id));
  const stage = stages.find(({ id }) => id === prospect?.stage_id);
  const isLast = (others?.items.length ?? 0) < 2 && !row.repeat;
  return {
    demandedBy: stage?.demands_next && isLast ? stage.label : null,
    opposed: prospect?.do_not_contact_at != null,
  };
}

function Opposed({ onSkip }: { onSkip: () => void }) {
  const w = useWords().today.run;
  return (
    <div className="flex items-center gap-3">
      <p className="flex-1 font-medium text-danger">{w.opposed}</p>
      <Button autoFocus onClick={onSkip}>
        {w.skip}
      </Button>
    </div>
  );
}

export function Series({ run }: { run: Run }) {
  const w = useWords().today.run;
  const { data: day, isFetching } = useQuery(todayQuery);
  const busy = useRef(false);
  const [turns, setTurns] = useState(0);
  const known = run.rows.find(({ id }) => id === run.at) as ReminderRow;
  const open = new Map((day ? callsOf(day) : run.rows).map((row) => [row.id, row]));
  const row = open.get(run.at) ?? known;
  const { demandedBy, opposed } = useDemand(row);
  const place = run.rows.indexOf(known) + 1;
  // What was called in this run is over at once, also before the page of the day has been read again.
  const isOpen = (id: Id) => open.has(id) && !run.over.has(id) && id !== run.at;
  const isLast = turn(run.rows, isOpen, run.at) === undefined;
  const leave = () => {
    leaveRun();
    if (run.over.size > 0) showToast({ text: w.over(run.over.size), id: "run" });
  };
  const onward = (over: number) => {
    const next = turn(run.rows, isOpen, run.at);
    if (next) return goTo(next);
    leaveRun();
    showToast({ text: w.over(over), id: "run" });
  };
  const end = async (call: CallNew, next: ReminderNew | null) => {
    if (busy.current) return;
    busy.current = true;
    const said = { ...callWith(row.prospect_id) };
    const done = await complete(row, { call, next });
    busy.current = false;
    if (!done) return;
    endCall(row.prospect_id);
    isOver(row.id, said);
    onward(run.over.size + 1);
  };
  const skip = () => {
    endCall(row.prospect_id);
    onward(run.over.size);
  };
  // An undo brought one back.
  const returned = isFetching ? undefined : run.rows.find(({ id }) => run.over.has(id) && open.has(id));
  useEffect(() => {
    if (!returned || busy.current) return;
    again(returned);
    // Drawn anew, with what was said of it.
    setTurns((count) => count + 1);
  }, [returned]);
  // Done or removed elsewhere.
  const isGone = day !== undefined && !isFetching && !busy.current && !open.has(run.at) && !run.over.has(run.at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each that is gone.
  useEffect(() => {
    if (isGone) skip();
  }, [isGone]);
  useEffect(
    () => announce(w.now({ name: known.name, at: place, of: run.rows.length })),
    [w, known.name, place, run.rows.length],
  );
  return (
    <div data-run="" className="flex flex-none flex-col gap-2.5 border-b border-border bg-sunken px-4 py-3">
      <div className="flex items-center gap-3">
        <PhoneCall aria-hidden="true" className="text-text-3" />
        <h2 className="min-w-0 truncate font-semibold">
          {w.label}{" "}
          <span className="font-normal text-text-2 tnum">· {w.place({ at: place, of: run.rows.length })}</span>
        </h2>
        <div className="min-w-12 flex-1">
          <ProgressBar label={w.label} done={run.over.size} total={run.rows.length} />
        </div>
        <IconButton name={w.leave} icon={<X />} onClick={leave} />
      </div>
      {opposed ? (
        <Opposed onSkip={skip} />
      ) : (
        <Turn
          key={`${row.id} ${turns}`}
          row={row}
          isLast={isLast}
          demandedBy={demandedBy}
          onEnd={(call, next) => void end(call, next)}
          onSkip={skip}
          onLeave={leave}
        />
      )}
    </div>
  );
}
