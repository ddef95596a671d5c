// Sample data: fictitious prospects that can be explored and erased.
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { del, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Done, SampleAnswer } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";

export function useAddSample(): () => Promise<void> {
  const navigate = useNavigate();
  return useCallback(async () => {
    try {
      const answer = await post<SampleAnswer>("/sample", {});
      invalidate(queryClient, ["*"]);
      undoToast(words().sample.added(answer.prospects), answer.operation, answer.prospects);
      await navigate({ to: "/pipeline", search: {} });
    } catch (error) {
      failureToast(error);
    }
  }, [navigate]);
}

export async function eraseSample(): Promise<void> {
  try {
    const { operation } = await del<Done>("/sample");
    invalidate(queryClient, ["*"]);
    undoToast(words().sample.erased, operation);
  } catch (error) {
    failureToast(error);
  }
}
