// The prospects that were opened last, for the palette. Only their ids leave the base: names stay encrypted.
import type { Id } from "@/api/schema";
import { recall, remember } from "@/platform";

const KEY = "relance.recent";
const KEPT = 8;

export const recentIds = (): Id[] => recall<Id[]>(KEY) ?? [];

export function noteRecent(id: Id): void {
  remember(KEY, [id, ...recentIds().filter((other) => other !== id)].slice(0, KEPT));
}

export const forgetRecent = (id: Id): void =>
  remember(
    KEY,
    recentIds().filter((other) => other !== id),
  );
