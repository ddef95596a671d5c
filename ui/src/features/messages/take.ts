// From files in hand to timelines: one after the other, each an operation; whose nobody knows waits for an answer.
import { type ApiFailure, asFailure, del, post, upload } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Done, Id, MessageAdded, UndoAnswer } from "@/api/schema";
import { failureText, words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { closeToast, showToast } from "@/kit";
import { host, type Picked } from "@/platform";

const EXTENSIONS = ["eml", "msg"];

export const isMail = (name: string): boolean => EXTENSIONS.some((ending) => name.toLowerCase().endsWith(`.${ending}`));

/** A file of which nobody knows whose it is. */
export interface Unmatched {
  picked: Picked;
  address: string;
  name: string;
  subject: string;
}

export interface Refused {
  name: string;
  text: string;
}

/** What waits for an answer. */
export interface Questions {
  unmatched: Unmatched[];
  /** Of how many this is the rest. */
  all: number;
  refused: Refused[];
}

const none: Questions = { unmatched: [], all: 0, refused: [] };
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

interface Wanted {
  prospect?: Id | undefined;
  create?: boolean;
}

function put(picked: Picked, { prospect, create }: Wanted): Promise<MessageAdded> {
  const query = new URLSearchParams();
  if (prospect) query.set("prospect", prospect);
  if (create) query.set("create", "true");
  const path = query.size > 0 ? `/messages?${query}` : "/messages";
  return picked.kind === "path"
    ? post<MessageAdded>(path, { path: picked.path })
    : upload<MessageAdded>(path, picked.file);
}

/** Of a few nothing is said; the line goes away with the last one. */
function saysHowFar(all: number, text: (p: { done: number; all: number }) => string): (done: number) => void {
  let toast = "";
  return (done) => {
    if (all > 3 && done < all) toast = showToast({ text: text({ done, all }), time: 0, id: "mail" });
    else if (toast) closeToast(toast);
  };
}

const namesOf = (people: readonly { name: string }[]): string => people.map(({ name }) => name).join(", ");

function sayOne(added: MessageAdded): void {
  const w = words().messages.done;
  if (added.tied.length > 0) undoToast(w.added({ names: namesOf(added.tied) }), added.operation);
  else showToast({ text: w.known({ names: namesOf(added.message.prospects) }) });
}

/** Takes back what several files did, the last one first. */
async function undoAll(operations: readonly Id[]): Promise<void> {
  const say = saysHowFar(operations.length, words().messages.undoing);
  try {
    for (const [at, operation] of [...operations].reverse().entries()) {
      say(at);
      await post<UndoAnswer>("/undo", { operation });
    }
    say(operations.length);
  } catch (error) {
    say(operations.length);
    failureToast(error);
  }
  fresh();
}

function sayAll(done: readonly MessageAdded[], refused: number, waiting: number): void {
  const w = words().messages.done;
  const operations = done.flatMap(({ operation }) => (operation ? [operation] : []));
  const added = done.filter(({ tied }) => tied.length > 0).length;
  const text = w.report({ added, known: done.length - added, refused });
  if (!text && waiting > 0) return;
  showToast({
    text: text || w.none,
    ...(operations.length > 0 ? { action: { label: w.undo, run: () => void undoAll(operations) } } : {}),
  });
}

function unmatchedOf(picked: Picked, { params }: ApiFailure): Unmatched {
  return {
    picked,
    address: String(params.address ?? ""),
    name: String(params.name ?? ""),
    subject: String(params.subject ?? ""),
  };
}

/** Takes files in, onto the timelines of whom they name, and of `prospect`. */
export async function takeMail(files: readonly Picked[], prospect?: Id): Promise<void> {
  const done: MessageAdded[] = [];
  const refused: Refused[] = [];
  const unmatched: Unmatched[] = [];
  const say = saysHowFar(files.length, words().messages.reading);
  for (const [at, picked] of files.entries()) {
    say(at);
    try {
      done.push(await put(picked, { prospect }));
    } catch (error) {
      const failure = asFailure(error);
      if (failure.key === "message_unmatched") unmatched.push(unmatchedOf(picked, failure));
      else refused.push({ name: picked.name, text: failureText(failure) });
    }
  }
  say(files.length);
  const [only] = done;
  if (files.length === 1 && only) sayOne(only);
  else if (files.length > 1) sayAll(done, refused.length, unmatched.length);
  if (done.length > 0) fresh();
  if (unmatched.length + refused.length > 0)
    ask({
      unmatched: [...questions.unmatched, ...unmatched],
      all: questions.unmatched.length + unmatched.length,
      refused: [...questions.refused, ...refused],
    });
}

/** Whose the first of those that wait is. */
export async function answer(wanted: Wanted): Promise<void> {
  const [first] = questions.unmatched;
  if (!first) return;
  try {
    sayOne(await put(first.picked, wanted));
    fresh();
  } catch (error) {
    failureToast(error);
    return;
  }
  skip();
}

export const skip = (): void => ask({ ...questions, unmatched: questions.unmatched.slice(1) });
export const skipAll = (): void => ask({ ...questions, unmatched: [], all: 0 });
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
