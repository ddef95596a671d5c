// Files that are dropped on a message: they go along with it, and are no import.
import { words } from "@/app/i18n";
import { showToast } from "@/kit";
import type { Picked } from "@/platform";

const takers = new Map<Element, (files: File[]) => void>();

/** What is dropped on that element is for this. */
export function takeDrops(element: Element, take: (files: File[]) => void): () => void {
  takers.set(element, take);
  return () => void takers.delete(element);
}

/** Nothing is asked of the page where no message is written. */
const messageAt = (x: number, y: number): Element | null =>
  takers.size > 0 ? (document.elementFromPoint(x, y)?.closest("[data-composer]") ?? null) : null;

export const isOverMessage = (x: number, y: number): boolean => messageAt(x, y) !== null;

/** Gives what was dropped to the message under that point; false where there is none. */
export function dropOnMessage(x: number, y: number, picked: readonly Picked[]): boolean {
  const message = messageAt(x, y);
  const take = message && takers.get(message);
  if (!take) return false;
  const files = picked.flatMap((one) => (one.kind === "file" ? [one.file] : []));
  if (files.length > 0) take(files);
  // The window hands over paths, which only the button of the message can open.
  else showToast({ text: words().composer.byButton, id: "drop" });
  return true;
}
