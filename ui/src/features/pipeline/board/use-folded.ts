// Which columns are folded: the user's own, kept in the settings.
import { useCallback, useMemo } from "react";
import type { Id } from "@/api/schema";
import { useSaveSettings, useSettings } from "@/app/preferences";

const FOLDED = "pipeline.folded";

export function useFolded(): [ReadonlySet<Id>, (stage: Id, folded: boolean) => void] {
  const saved = useSettings().ui[FOLDED];
  const save = useSaveSettings();
  const folded = useMemo(() => new Set(Array.isArray(saved) ? saved.map(String) : []), [saved]);
  const fold = useCallback(
    (stage: Id, on: boolean) => {
      const next = new Set(folded);
      if (on) next.add(stage);
      else next.delete(stage);
      void save({ ui: { [FOLDED]: [...next] } });
    },
    [folded, save],
  );
  return [folded, fold];
}
