// What can be done to views. Each is an operation, said with the way back.
import { asFailure, del, get, patch, post } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { Done, View, ViewEdit, ViewSaved } from "@/api/schema";
import { language, words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { showToast } from "@/kit";
import { pathOf, searchOf } from "./address";
import { viewsKey } from "./shown";

async function done<T extends { operation: string | null }>(
  call: () => Promise<T>,
  said: () => string,
): Promise<T | null> {
  try {
    const answer = await call();
    await queryClient.invalidateQueries({ queryKey: viewsKey });
    undoToast(said(), answer.operation);
    return answer;
  } catch (error) {
    failureToast(error);
    return null;
  }
}

/** A view as the list of views has it, its filter in the language of the screen. */
async function asRead(view: View): Promise<View> {
  await queryClient.invalidateQueries({ queryKey: viewsKey });
  const all = await get<View[]>("/views", { lang: language() });
  return all.find(({ id }) => id === view.id) ?? view;
}

/** Keeps a new view; a refusal about its name is answered, not said. */
export async function saveView(edit: ViewEdit): Promise<View | ReturnType<typeof asFailure>> {
  try {
    const { view, operation } = await post<ViewSaved>("/views", edit);
    const kept = await asRead(view);
    undoToast(words().views.saved({ name: view.name }), operation);
    return kept;
  } catch (error) {
    return asFailure(error);
  }
}

export async function renameView(view: View, name: string): Promise<ReturnType<typeof asFailure> | null> {
  try {
    const { operation } = await patch<ViewSaved>(`/views/${view.id}`, { name });
    await queryClient.invalidateQueries({ queryKey: viewsKey });
    undoToast(words().views.changed({ name }), operation);
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

/** Changes a view; answers it as it is now. */
export async function editView(view: View, edit: ViewEdit): Promise<View | null> {
  const answer = await done(
    () => patch<ViewSaved>(`/views/${view.id}`, edit),
    () => words().views.changed({ name: view.name }),
  );
  return answer && asRead(answer.view);
}

export const copyView = (view: View) =>
  done(
    () => post<ViewSaved>(`/views/${view.id}/copy`),
    () => words().views.copied({ name: view.name }),
  );

export const deleteView = (view: View) =>
  done(
    () => del<Done>(`/views/${view.id}`),
    () => words().views.deleted({ name: view.name }),
  );

/** The address that opens this view in a window of this base. */
export async function copyLink(view: View): Promise<void> {
  const text = `${window.location.href.split("#")[0]}#${pathOf(view)}?${new URLSearchParams(searchOf(view))}`;
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: words().views.linkCopied });
  } catch (error) {
    failureToast(error);
  }
}
