// The stages of the pipeline: rename, reorder, outcome, colour, limit in days, add, remove.
import { useState } from "react";
import { del, patch, post } from "@/api/client";
import { sessionQuery, useSession } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Session, Stage, StageSaved } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { announce } from "@/kit";
import { AddLine } from "../AddLine";
import { write } from "../write";
import { Reasons } from "./Reasons";
import { RemoveStageDialog } from "./RemoveStageDialog";
import { moved, useReorder } from "./reorder";
import { STAGE_GRID, StageLine } from "./StageLine";

export const STAGE_ROW = 44;

/** On the page at once; the core's order follows, and comes back if it refuses. */
async function move(stages: Stage[], from: number, to: number): Promise<void> {
  const stage = stages[from];
  if (!stage) return;
  const key = sessionQuery.queryKey;
  queryClient.setQueryData(key, (s?: Session) => s && { ...s, stages: moved(s.stages, from, to) });
  const failure = await write(() => patch<StageSaved>(`/stages/${stage.id}`, { position: to }));
  if (failure) await queryClient.invalidateQueries({ queryKey: key });
}

export function Stages() {
  const w = useWords().settings.pipeline;
  const { stages } = useSession();
  const [removal, setRemoval] = useState<{ stage: Stage; count: number } | null>(null);
  const [asking, setAsking] = useState(false);
  const reorder = useReorder(stages.length, STAGE_ROW, (from, to) => {
    const label = stages[from]?.label ?? "";
    void move(stages, from, to).then(() => announce(w.moved({ label, rank: to + 1, of: stages.length })));
  });
  const remove = async (stage: Stage, to?: string) => {
    const failure = await write(() => del<StageSaved>(`/stages/${stage.id}`, { move_to: to }));
    if (!failure) return setAsking(false);
    if (failure.key !== "stage_not_empty") return;
    setRemoval({ stage, count: Number(failure.params.count ?? 0) });
    setAsking(true);
  };
  return (
    <div className="flex flex-col gap-4">
      <div>
        <div className={`${STAGE_GRID} pb-1 text-small text-text-3`}>
          <span />
          <span>{w.name}</span>
          <span>{w.kind}</span>
          <span />
          <span>{w.limit}</span>
          <span>{w.probability}</span>
          <span className="text-center" title={w.demandsHelp}>
            {w.demands}
          </span>
        </div>
        <ol aria-label={w.list} className="select-none">
          {stages.map((stage, i) => (
            <StageLine
              key={stage.id}
              stage={stage}
              stages={stages}
              handle={reorder.handle(i)}
              shift={reorder.shift(i)}
              isDragged={reorder.dragged === i}
              onRemove={() => void remove(stage)}
            />
          ))}
        </ol>
      </div>
      <AddLine
        label={w.newName}
        button={w.add}
        onAdd={(label) => write(() => post<StageSaved>("/stages", { label }))}
      />
      <p className="text-small text-text-3">{w.limitHelp}</p>
      <p className="text-small text-text-3">{w.probabilityHelp}</p>
      <p className="text-small text-text-3">{w.demandsHelp}</p>
      <Reasons />
      {removal && (
        <RemoveStageDialog
          key={removal.stage.id}
          open={asking}
          onOpenChange={setAsking}
          stage={removal.stage}
          count={removal.count}
          others={stages.filter((s) => s.id !== removal.stage.id)}
          onRemove={(to) => remove(removal.stage, to)}
        />
      )}
    </div>
  );
}
