// Changes a stage and says so, with the way back.
import { useQueryClient } from "@tanstack/react-query";
import { patch } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import type { Stage, StageEdit, StageSaved } from "@/api/schema";
import { undoToast } from "@/app/undo";

export function useEditStage(stage: Stage): (edit: StageEdit, said: string) => Promise<void> {
  const client = useQueryClient();
  return async (edit, said) => {
    const { operation } = await patch<StageSaved>(`/stages/${stage.id}`, edit);
    undoToast(said, operation);
    invalidate(client, ["stage"]);
  };
}
