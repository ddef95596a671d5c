// Asking for the form of a meeting from anywhere: whoever is mounted in the shell shows it.
import type { Id, Occurrence } from "@/api/schema";

export interface Wish {
  /** The meeting to change; a new one without. */
  of?: Occurrence;
  prospects?: Id[];
  /** Local day and time, or day, of a new one. */
  starts?: number;
  minutes?: number;
  allDay?: boolean;
}

let listener: ((wish: Wish) => void) | null = null;

export const openMeeting = (wish: Wish): void => listener?.(wish);

export function listen(next: (wish: Wish) => void): () => void {
  listener = next;
  return () => {
    if (listener === next) listener = null;
  };
}

/** What the screen of the calendar would take for a new meeting: the day that is shown. */
let usual: (() => Wish) | null = null;
export const setUsual = (next: (() => Wish) | null): void => {
  usual = next;
};
export const usualWish = (): Wish => usual?.() ?? {};
