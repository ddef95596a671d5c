// What the import screens read and write. The draft lives in the core: going back, reloading or leaving loses nothing.
import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { asFailure, get, patch, post } from "@/api/client";
import { importsQuery } from "@/api/queries";
import type { Id, ImportCorrection, ImportDraft, ImportPreview, ImportProgress } from "@/api/schema";
import { failureToast } from "@/app/undo";
import { host } from "@/platform";
import { corrected, previewKey, type View, viewOf } from "./flow";

const draftQuery = (id: Id) =>
  queryOptions({
    queryKey: ["import-draft", id],
    queryFn: ({ signal }) => get<ImportDraft>(`/imports/${id}/draft`, undefined, signal),
    retry: false,
  });

export const progressQuery = (id: Id) =>
  queryOptions({
    queryKey: ["import-progress", id],
    queryFn: ({ signal }) => get<ImportProgress>(`/imports/${id}/progress`, undefined, signal),
    retry: false,
    // Events say it sooner; this is for the ones that a lost connection swallowed.
    refetchInterval: (query) => (query.state.data?.state === "running" ? 1_000 : false),
  });

const previewQuery = (draft: ImportDraft) =>
  queryOptions({
    queryKey: ["import-preview", draft.id, previewKey(draft)],
    queryFn: ({ client, signal }) => {
      client.setQueryData(trialKey(draft.id), null);
      return post<ImportPreview>(`/imports/${draft.id}/preview`, {}, signal);
    },
    retry: false,
    gcTime: 60_000,
    placeholderData: (before, query) => (query?.queryKey[1] === draft.id ? before : undefined),
  });

const trialKey = (id: Id) => ["import-trial", id];

/** How far the dry run is, once it takes long enough to say so. */
export const useTrial = (id: Id): ImportProgress | null | undefined =>
  useQuery<ImportProgress | null>({ queryKey: trialKey(id), queryFn: skipToken }).data;

/** Imports that were begun here: their drafts are used up, whatever an older answer says. */
export const begun = new Set<Id>();

/** What the dry run counted of an import: its rows, and those that were left to check. */
export interface Counted {
  read: number;
  open: number;
}

/** Kept as it begins: the core tells them no more. */
export const counted = new Map<Id, Counted>();

export const usePreview = (draft: ImportDraft, wait: boolean) =>
  useQuery({ ...previewQuery(draft), enabled: !wait && !begun.has(draft.id) });

/** What the core last said, unless it has since said that there is no such thing: a core that was started anew holds no draft. */
const known = <T>({ data, error }: { data: T | undefined; error: Error | null }): T | undefined =>
  error && asFailure(error).code === "not_found" ? undefined : data;

/** Everything known of one import, as what to show. */
export function useImport(id: Id): View {
  const client = useQueryClient();
  const draft = useQuery(draftQuery(id));
  const progress = useQuery(progressQuery(id));
  const past = useQuery(importsQuery);
  useEffect(
    () =>
      host.onEvent("progress", (payload) => {
        const event = payload as ImportProgress;
        if (event.id === id) client.setQueryData(progressQuery(id).queryKey, event);
      }),
    [client, id],
  );
  useEffect(
    () =>
      host.onEvent("trial", (payload) => {
        const event = payload as ImportProgress;
        if (event.id === id) client.setQueryData(trialKey(id), event);
      }),
    [client, id],
  );
  return viewOf({
    draft: known(draft),
    progress: known(progress),
    report: past.data?.items.find((item) => item.id === id),
    settled: !draft.isPending && !progress.isPending && !past.isPending,
  });
}

/** Corrects the draft: on the page at once, then in the core, one after the other. */
export function useCorrect(draft: ImportDraft): { correct: (correction: ImportCorrection) => void; isSaving: boolean } {
  const client = useQueryClient();
  const key = draftQuery(draft.id).queryKey;
  const mutation = useMutation({
    mutationKey: key,
    scope: { id: key.join() },
    mutationFn: (correction: ImportCorrection) => patch<ImportDraft>(`/imports/${draft.id}/draft`, correction),
    onMutate: async (correction) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData(key, (before) => before && corrected(before, correction));
    },
    // An answer that a later correction has overtaken would bring an older choice back.
    onSuccess: (answer) => client.isMutating({ mutationKey: key }) === 1 && client.setQueryData(key, answer),
    onError: (error) => {
      failureToast(error);
      void client.invalidateQueries({ queryKey: key });
    },
  });
  const { mutate } = mutation;
  return { correct: useCallback((correction) => mutate(correction), [mutate]), isSaving: mutation.isPending };
}
