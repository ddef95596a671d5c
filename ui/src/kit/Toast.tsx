// One-line messages at the bottom. They never take the focus; F6 goes to them. Time stops on hover, focus and blur.
import { fetchLater, Later, later } from "./later";

const Layer = later(() => import("./popups/ToastLayer").then((m) => m.ToastLayer));

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface ToastMessage {
  text: string;
  action?: ToastAction;
  /** Errors stay until dismissed and are announced at once. */
  tone?: "plain" | "error";
  /** Milliseconds; 8 s with an action, 5 s without. */
  time?: number;
  /** A later toast with the same id replaces this one. */
  id?: string;
}

/** Where the messages are shown. */
export interface ToastPlace {
  add: (id: string, message: ToastMessage) => void;
  close: (id: string) => void;
}

export const UNDO_TIME = 8_000;
export const LONG_UNDO_TIME = 20_000;

/** How long an undo stays offered: longer when much is at stake. */
export const undoTime = (records: number): number => (records > 50 ? LONG_UNDO_TIME : UNDO_TIME);

let place: ToastPlace | null = null;
let count = 0;
/** What is said before there is a place for it, with the first screen. */
const early = new Map<string, ToastMessage>();

/** Shows here what waits and what comes, until told otherwise. */
export function showToastsAt(next: ToastPlace): () => void {
  place = next;
  for (const [id, message] of early) next.add(id, message);
  early.clear();
  return () => {
    if (place === next) place = null;
  };
}

export function showToast(message: ToastMessage): string {
  count += 1;
  const id = message.id ?? `toast-${count}`;
  if (place) place.add(id, message);
  else {
    early.set(id, message);
    fetchLater();
  }
  return id;
}

export function closeToast(id: string): void {
  early.delete(id);
  place?.close(id);
}

export const Toasts = (props: { closeLabel: string; label: string }) => (
  <Later>
    <Layer {...props} />
  </Later>
);
