// The bar that rises while a card is dragged: letting go on it closes the prospect, won or lost.
import clsx from "clsx";
import { useSession } from "@/api/queries";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { StageMark } from "@/features/prospects";

export const OUTCOMES_HEIGHT = 56;

export function Outcomes({ over }: { over: Id | null }) {
  const w = useWords().pipeline.outcomes;
  const { stages } = useSession();
  const order = { won: 0, lost: 1, open: 2 };
  const closing = stages.filter((s) => s.kind !== "open").sort((a, b) => order[a.kind] - order[b.kind]);
  if (closing.length === 0) return null;
  return (
    <div
      aria-hidden="true"
      className="sticky bottom-0 left-0 z-10 -mt-14 flex h-14 w-full flex-none gap-2 border-t border-border bg-surface px-4 py-2"
    >
      {closing.map((stage) => (
        <div
          key={stage.id}
          data-outcome={stage.id}
          className={clsx(
            "flex flex-1 items-center justify-center gap-2 rounded-control border font-medium",
            over === stage.id ? "border-accent bg-selected" : "border-dashed border-border-strong",
          )}
        >
          <StageMark stage={stage} stages={stages} />
          {stage.kind === "won" ? w.won({ stage: stage.label }) : w.lost({ stage: stage.label })}
        </div>
      ))}
    </div>
  );
}
