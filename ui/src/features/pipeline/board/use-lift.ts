// Moving a card without a pointer: Space lifts it, arrows carry it, Space puts it down, Escape takes it back. Every step is
// spoken.
import { useCallback, useState } from "react";
import type { Id, Stage } from "@/api/schema";
import { words } from "@/app/i18n";
import { announce } from "@/kit";

export interface Lifted {
  ids: readonly Id[];
  stage: Id;
  index: number;
}

interface LiftContext {
  stages: readonly Stage[];
  manual: boolean;
  count: (stage: Id) => number;
  onDrop: (lifted: Lifted) => void;
}

const steps: Record<string, [column: number, place: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where the lifted cards go on a key; nothing when the key does not carry them. */
export function carry(
  lifted: Lifted,
  key: string,
  { stages, manual, count }: Omit<LiftContext, "onDrop">,
): Lifted | null {
  const step = steps[key];
  if (!step) return null;
  const [column, place] = step;
  const from = stages.findIndex((s) => s.id === lifted.stage);
  const stage = stages[Math.min(stages.length - 1, Math.max(0, from + column))];
  if (!stage) return lifted;
  const index = manual ? lifted.index + place : 0;
  return { ...lifted, stage: stage.id, index: Math.min(count(stage.id), Math.max(0, index)) };
}

export function useLift(context: LiftContext) {
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const lift = useCallback((next: Lifted, name: string) => {
    setLifted(next);
    announce(words().pipeline.said.lifted({ name }));
  }, []);
  /** True when the key was for the lifted card. */
  const onKey = (key: string): boolean => {
    if (!lifted) return false;
    const said = words().pipeline.said;
    if (key === " " || key === "Enter") {
      setLifted(null);
      context.onDrop(lifted);
      return true;
    }
    if (key === "Escape" || key === "Tab") {
      setLifted(null);
      announce(said.cancelled);
      return key === "Escape";
    }
    const next = carry(lifted, key, context);
    if (!next) return false;
    const stage = context.stages.find((s) => s.id === next.stage);
    setLifted(next);
    if (stage)
      announce(
        context.manual
          ? said.over({ stage: stage.label, place: next.index + 1, count: Math.max(1, context.count(stage.id)) })
          : stage.label,
      );
    return true;
  };
  return { lifted, lift, onKey, cancel: () => setLifted(null) };
}
