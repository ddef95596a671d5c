// Cards by their place on the screen: which one an event is about, and giving the focus to one that is yet to be drawn.
import type { Id } from "@/api/schema";

export interface Place {
  stage: Id;
  index: number;
}

export const placeOf = (target: EventTarget | null): Place | null => {
  const card = target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
  const stage = card?.closest<HTMLElement>("[data-column]")?.dataset.column;
  return card && stage ? { stage, index: Number(card.dataset.index) } : null;
};

const listOf = (board: HTMLElement | null, stage: Id): HTMLElement | null =>
  board?.querySelector<HTMLElement>(`.vscroll[data-column="${stage}"]`) ?? null;

/** Scrolls a column so that a card of it is wholly on screen. */
export function reveal(board: HTMLElement | null, { stage, index }: Place, stride: number): void {
  const list = listOf(board, stage);
  if (!list) return;
  const top = index * stride;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + stride > list.scrollTop + list.clientHeight) list.scrollTop = top + stride - list.clientHeight;
}

const TRIES = 12;

/** Gives the focus to a card as soon as it is drawn; `find` is asked at each frame, since the card may still move. */
export function focusCard(board: HTMLElement | null, find: () => Place | null, tries = TRIES): void {
  requestAnimationFrame(() => {
    const place = find();
    const card = place && listOf(board, place.stage)?.querySelector<HTMLElement>(`[data-index="${place.index}"]`);
    if (card?.dataset.card) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (tries > 0) focusCard(board, find, tries - 1);
  });
}
