// What a stage asks for before somebody enters it: the core refuses, the missing values are asked for in place, and the move
// is sent again with them. It moves nothing itself.
import { type ApiFailure, asFailure } from "@/api/client";
import type { Id, JsonValue } from "@/api/schema";

export type Given = Record<Id, JsonValue>;

export interface Ask {
  stage: string;
  /** Ids of the custom fields that are missing. */
  fields: Id[];
  /** How many prospects lack one of them. */
  count: number;
  /** What was given before and refused, and why. */
  given: Given;
  refused: ApiFailure | null;
  answer: (given: Given | null) => void;
}

let current: Ask | null = null;
const listeners = new Set<() => void>();

function set(next: Ask | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const asked = (): Ask | null => current;

function ask(missing: ApiFailure, given: Given, refused: ApiFailure | null): Promise<Given | null> {
  const { params } = missing;
  return new Promise((resolve) => {
    set({
      stage: String(params.stage ?? ""),
      fields: Array.isArray(params.field_ids) ? params.field_ids.map(String) : [],
      count: Number(params.count ?? 1),
      given,
      refused,
      answer: (answer) => {
        set(null);
        resolve(answer);
      },
    });
  });
}

/** The person would not fill them in: nothing was done, and nothing is wrong. */
export class Declined extends Error {}

/** Sends; asks for what the stage requires, as often as it takes. Throws `Declined` when the question is closed. */
export async function withRequired<T>(send: (custom: Given) => Promise<T>): Promise<T> {
  let given: Given = {};
  let missing: ApiFailure | null = null;
  for (;;) {
    try {
      return await send(given);
    } catch (error) {
      const failure = asFailure(error);
      const isValue = missing !== null && failure.field?.startsWith("custom.") === true;
      if (failure.key === "fields_missing") missing = failure;
      else if (!isValue) throw error;
      if (!missing) throw error;
      const answer = await ask(missing, given, isValue ? failure : null);
      if (!answer) throw new Declined();
      given = { ...given, ...answer };
    }
  }
}
