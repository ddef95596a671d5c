// From files in hand to timelines: all of them one operation, that can be stopped; whose nobody knows waits for an answer.
import { ApiFailure, asFailure, del, post, uploadMany } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Done, Id, MessagesAdded, MessagesProgress } from "@/api/schema";
import { failureText, words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { closeToast, showToast } from "@/kit";
import { host, type Picked } from "@/platform";

const EXTENSIONS = ["eml", "msg"];

export const isMail = (name: string): boolean => EXTENSIONS.some((ending) => name.toLowerCase().endsWith(`.${ending}`));

/** Somebody of whom nobody knows who it is, and the files that name her. */
export interface Stranger {
  /** Her address; where a file names nobody, its place. */
  key: string;
  address: string;
  name: string;
  subject: string;
  files: Picked[];
}

export interface Refused {
  name: string;
  text: string;
}

/** What waits for an answer. */
export interface Questions {
  strangers: Stranger[];
  refused: Refused[];
}

const none: Questions = { strangers: [], refused: [] };
let questions = none;
const listeners = new Set<() => void>();

function ask(next: Questions): void {
  questions = next;
  for (const listener of listeners) listener();
}

export const openQuestions = (): Questions => questions;
export const onQuestions = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const fresh = () => invalidate(queryClient, ["message", "activity", "prospect"]);

/** Whose a file is. */
export interface Wanted {
  prospect?: Id | undefined;
  create?: boolean;
}

interface Given extends Wanted {
  picked: Picked;
}

function put(given: readonly Given[]): Promise<MessagesAdded> {
  const uploads = given.flatMap(({ picked }) => (picked.kind === "file" ? [picked.file] : []));
  const files = given.map(({ picked, prospect, create }) => ({
    ...(picked.kind === "path" ? { path: picked.path } : {}),
    ...(prospect ? { prospect } : {}),
    ...(create ? { create } : {}),
  }));
  return uploads.length > 0
    ? uploadMany<MessagesAdded>("/messages/many", { files }, uploads)
    : post<MessagesAdded>("/messages/many", { files });
}

/** Of a few nothing is said. */
const FEW = 3;
const TOAST = "mail";

/** Says how far many files are, and offers to stop; answers what ends that. */
function showHowFar(all: number): () => void {
  if (all <= FEW) return () => {};
  const w = words().messages;
  let stopping = false;
  const stop = () => {
    stopping = true;
    showToast({ text: w.stopping, time: 0, id: TOAST });
    // The files themselves tell that they were stopped.
    void post("/messages/many/cancel").catch(failureToast);
  };
  const say = (done: number) => {
    if (!stopping)
      showToast({ text: w.reading({ done, all }), time: 0, id: TOAST, action: { label: w.stop, run: stop } });
  };
  say(0);
  const leave = host.onEvent("taking", (told) => say((told as MessagesProgress).done));
  return () => {
    leave();
    closeToast(TOAST);
  };
}

const namesOf = (people: readonly { name: string }[]): string => people.map(({ name }) => name).join(", ");

function sayDone(done: MessagesAdded, all: number): void {
  const w = words().messages.done;
  const names = namesOf(done.prospects);
  if (all === 1 && done.added === 1) undoToast(w.added({ names }), done.operation);
  else if (all === 1 && done.known === 1) showToast({ text: w.known({ names }) });
  else if (all > 1) {
    const text = w.report({ added: done.added, known: done.known, refused: done.refused.length });
    if (done.operation) undoToast(text, done.operation, done.added);
    else if (text || done.unmatched.length === 0) showToast({ text: text || w.none });
  }
}

/** Files that name the same person are one question. */
function strangersOf(done: MessagesAdded, files: readonly Given[]): Stranger[] {
  const found = new Map<string, Stranger>();
  for (const { file, name, address, called, subject } of done.unmatched) {
    const picked = files[file]?.picked;
    if (!picked) continue;
    const key = address || `${file} ${name}`;
    const held = found.get(key);
    if (held) held.files.push(picked);
    else found.set(key, { key, address, name: called, subject, files: [picked] });
  }
  return [...found.values()];
}

async function take(files: readonly Given[]): Promise<MessagesAdded | null> {
  const end = showHowFar(files.length);
  try {
    const done = await put(files);
    end();
    sayDone(done, files.length);
    if (done.added > 0) fresh();
    return done;
  } catch (error) {
    end();
    // Whoever stopped it is told that it was, no more.
    const failure = asFailure(error);
    if (failure.key === "messages_stopped") showToast({ text: failureText(failure) });
    else failureToast(error);
    return null;
  }
}

const refusedOf = (done: MessagesAdded): Refused[] =>
  done.refused.map(({ name, failure }) => ({ name, text: failureText(new ApiFailure(failure)) }));

/** Takes files in, onto the timelines of whom they name, and of `prospect`. */
export async function takeMail(picked: readonly Picked[], prospect?: Id): Promise<void> {
  const files = picked.map((one) => ({ picked: one, prospect }));
  const done = await take(files);
  if (!done) return;
  ask({
    strangers: [...questions.strangers, ...strangersOf(done, files)],
    refused: [...questions.refused, ...refusedOf(done)],
  });
}

/** Whose the files of some strangers are; those of the others are left out. */
export async function answer(answers: ReadonlyMap<string, Wanted>): Promise<void> {
  const files = questions.strangers.flatMap(({ key, files }) => {
    const wanted = answers.get(key);
    return wanted ? files.map((picked) => ({ picked, ...wanted })) : [];
  });
  const done = await take(files);
  if (done) ask({ strangers: [], refused: [...questions.refused, ...refusedOf(done)] });
}

export const leaveStrangers = (): void => ask({ ...questions, strangers: [] });
export const closeRefused = (): void => ask({ ...questions, refused: [] });

/** Asks for files, then takes them in. */
export async function chooseMail(prospect?: Id): Promise<void> {
  const files = await host.pickFiles([{ name: words().messages.filter, extensions: EXTENSIONS }], true);
  if (files.length > 0) await takeMail(files, prospect);
}

export async function removeMessage(id: Id): Promise<void> {
  try {
    const { operation } = await del<Done>(`/messages/${id}`);
    undoToast(words().messages.removed, operation);
    fresh();
  } catch (error) {
    failureToast(error);
  }
}
