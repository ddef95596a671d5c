// What can be done to templates. Each is an operation, said with the way back.
import { type ApiFailure, asFailure, del, patch, post } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { Done, Id, StartersAdded, Template, TemplateEdit, TemplateSaved } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { showToast } from "@/kit";
import { templatesQuery } from "./data";

const readAgain = () => queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey, exact: true });

async function done(call: () => Promise<{ operation?: Id | null }>, said: string): Promise<void> {
  try {
    const { operation } = await call();
    await readAgain();
    undoToast(said, operation ?? null);
  } catch (error) {
    failureToast(error);
  }
}

/** Keeps a template, a new one where it has no id; a refusal is answered, not said. */
export async function save(id: Id | null, edit: TemplateEdit): Promise<Template | ApiFailure> {
  try {
    const answer = await (id
      ? patch<TemplateSaved>(`/templates/${id}`, edit)
      : post<TemplateSaved>("/templates", edit));
    await readAgain();
    undoToast(words().templates.saved({ name: answer.template.name }), answer.operation ?? null);
    return answer.template;
  } catch (error) {
    return asFailure(error);
  }
}

export const duplicate = ({ id, name }: Template) =>
  done(() => post<TemplateSaved>(`/templates/${id}/copy`), words().templates.copied({ name }));

export const move = ({ id, name }: Template, position: number) =>
  done(() => patch<TemplateSaved>(`/templates/${id}`, { position }), words().templates.moved({ name }));

export const remove = ({ id, name }: Template) =>
  done(() => del<Done>(`/templates/${id}`), words().templates.removed({ name }));

export async function addStarters(): Promise<void> {
  try {
    const { added, operation } = await post<StartersAdded>("/templates/starters");
    await readAgain();
    const text = words().templates.added({ count: added });
    if (added > 0) undoToast(text, operation ?? null);
    else showToast({ text });
  } catch (error) {
    failureToast(error);
  }
}
