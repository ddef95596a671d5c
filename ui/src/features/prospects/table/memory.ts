// Where one was in each list: scroll, active cell, selection. Back and forward find it again; a fresh start does not.
import type { Cell } from "./cursor";
import { type Chosen, nothing } from "./selection";

interface Place {
  top: number;
  left: number;
  cell: Cell | null;
}

const places = new Map<string, Place>();
const chosen = new Map<string, Chosen>();
const KEPT = 40;

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > KEPT) map.delete(map.keys().next().value as string);
}

export const placeOf = (list: string): Place => places.get(list) ?? { top: 0, left: 0, cell: null };
export const keepPlace = (list: string, place: Partial<Place>): void =>
  keep(places, list, { ...placeOf(list), ...place });

/** By filters only: another order keeps the same prospects chosen. */
export const chosenIn = (filters: string): Chosen => chosen.get(filters) ?? nothing;
export const keepChosen = (filters: string, value: Chosen): void => keep(chosen, filters, value);
