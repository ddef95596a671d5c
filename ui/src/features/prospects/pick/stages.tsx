// Stages as choices, each with its glyph.
import { useMemo } from "react";
import { useSession } from "@/api/queries";
import type { Id, Stage } from "@/api/schema";
import { StageGlyph } from "@/kit";
import type { PickOption } from "./PickList";

/** The mark of a stage among the others of the base. */
export function StageMark({ stage, stages, size }: { stage: Stage; stages: readonly Stage[]; size?: number }) {
  const open = stages.filter((s) => s.kind === "open");
  const rank = Math.max(0, open.indexOf(stage));
  return (
    <StageGlyph
      kind={stage.kind}
      rank={rank}
      of={open.length}
      color={stage.color}
      {...(size === undefined ? {} : { size })}
    />
  );
}

/** `current` is ticked when the records share it. */
export function useStageOptions(current?: Id | null): PickOption[] {
  const { stages } = useSession();
  return useMemo(
    () =>
      stages.map((stage) => ({
        value: stage.id,
        label: stage.label,
        icon: <StageMark stage={stage} stages={stages} />,
        checked: stage.id === current,
      })),
    [stages, current],
  );
}
