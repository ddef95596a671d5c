// What is done with what one writes: kept as it is typed, sent with a way back, tried again. None of it is journaled: a message that
// has gone is not undone.
import { del, patch, post, postBytes } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { Id } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { dateTime } from "@/format";
import { showToast } from "@/kit";
import { now } from "@/platform";
import { peopleText } from "./data";
import { openComposer, type Start } from "./open";
import type { Outgoing, OutgoingEdit, OutgoingItem } from "./types";

export const fresh = () => queryClient.invalidateQueries({ queryKey: ["outbox"] });

/** As the API takes what a message begins as. */
export function editOf(start: Exclude<Start, { draft: Id }>): OutgoingEdit {
  if ("answers" in start) return { answers: start.answers, all: start.all };
  if ("forwards" in start) return { forwards: start.forwards };
  return { to: start.to, prospect: start.prospect };
}

export async function begin(edit: OutgoingEdit): Promise<Outgoing> {
  const made = await post<Outgoing>("/outbox", edit);
  void fresh();
  return made;
}

export const keep = (id: Id, edit: OutgoingEdit): Promise<Outgoing> => patch<Outgoing>(`/outbox/${id}`, edit);

export async function discard(id: Id): Promise<void> {
  try {
    await del(`/outbox/${id}`);
  } catch (error) {
    failureToast(error);
  }
  void fresh();
}

export const attach = (id: Id, file: File): Promise<Outgoing> =>
  postBytes<Outgoing>(`/outbox/${id}/files?${new URLSearchParams({ name: file.name })}`, file);

export const detach = (id: Id, file: Id): Promise<Outgoing> => del<Outgoing>(`/outbox/${id}/files/${file}`);

/** Back to a draft while it has not gone; told where it has. */
export async function cancel(id: Id): Promise<boolean> {
  try {
    await post<Outgoing>(`/outbox/${id}/cancel`);
    void fresh();
    return true;
  } catch (error) {
    failureToast(error);
    void fresh();
    return false;
  }
}

/** Sends after the delay in which one may think again, or at an hour. */
export async function send(id: Id, given: { at?: string; follow_up?: number }): Promise<Outgoing> {
  const w = words().composer.did;
  const sent = await post<Outgoing>(`/outbox/${id}/send`, given);
  void fresh();
  const who = peopleText(sent.to);
  const wait = (sent.due_at ?? 0) - now();
  const isLater = given.at !== undefined && sent.due_at !== null;
  const takeBack = {
    label: isLater ? words().common.cancel : w.cancelSending,
    run: () => void cancel(id).then((done) => done && openComposer({ draft: id })),
  };
  showToast({
    id: `outgoing-${id}`,
    text: isLater ? w.planned({ who, when: dateTime(sent.due_at ?? 0) }) : w.sending({ who }),
    ...(wait > 0 ? { action: takeBack, time: isLater ? 8_000 : wait } : {}),
  });
  return sent;
}

async function decide(path: string, said: string): Promise<void> {
  try {
    await post<Outgoing>(path);
    showToast({ text: said });
  } catch (error) {
    failureToast(error);
  }
  void fresh();
}

export const again = ({ id, to }: OutgoingItem): Promise<void> =>
  decide(`/outbox/${id}/again`, words().composer.did.again({ who: peopleText(to) }));

export const settled = ({ id, to }: OutgoingItem): Promise<void> =>
  decide(`/outbox/${id}/settled`, words().composer.did.settled({ who: peopleText(to) }));
