// What a stage asks for before somebody enters it: the core refuses, what is missing is asked for in place, and the move is sent
// again with it. Fields and a next follow-up are asked for together where both are missing. It moves nothing itself.
import { type ApiFailure, asFailure } from "@/api/client";
import { prospectQuery, sessionQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { CustomField, Id, JsonValue, ReminderNew } from "@/api/schema";
import { pose } from "./asking";

export type Custom = Record<Id, JsonValue>;

/** What goes with the move. */
export interface Given {
  custom: Custom;
  next: ReminderNew | null;
}

export interface Ask {
  stage: string;
  /** Ids of the custom fields that are missing. */
  fields: Id[];
  /** How many prospects lack one of them. */
  count: number;
  /** A next follow-up is missing: how many lack it, and the names of the first few. */
  next: { count: number; names: string[] } | null;
  /** What was given before and refused, and why. */
  given: Given;
  refused: ApiFailure | null;
  answer: (given: Given | null) => void;
}

type Question = Omit<Ask, "answer">;

const again = (question: Question, given: Given, refused: ApiFailure): Question => ({ ...question, given, refused });

const ask = (question: Question): Promise<Given | null> =>
  pose<Given | null>(null, (answer) => ({ kind: "required", ask: { ...question, answer } }));

/** Beyond this many, fields are asked for once the core has refused them. */
const FEW = 20;

const isBlank = (value: JsonValue | undefined): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The fields of a stage that these hold nothing in; the core judges. */
export const lacking = (fields: readonly CustomField[], stage: Id, held: Record<string, JsonValue>): Id[] =>
  fields.filter((f) => f.required_stages.includes(stage) && isBlank(held[f.id])).map((f) => f.id);

/** A follow-up is refused before the fields are looked at: those are asked for with it, so that there is one question. */
async function fieldsToo(stage: Id, ids: readonly Id[]): Promise<{ fields: Id[]; count: number }> {
  // As they are now: what has just been demanded elsewhere may not have been heard of here.
  const { fields } = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  if (!fields.some((f) => f.required_stages.includes(stage)) || ids.length > FEW) return { fields: [], count: 0 };
  const people = await Promise.all(ids.map((id) => queryClient.fetchQuery(prospectQuery(id))));
  const missing = people.map((p) => lacking(fields, stage, p.custom)).filter((some) => some.length > 0);
  return { fields: [...new Set(missing.flat())], count: missing.length };
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The person would not fill them in: nothing was done, and nothing is wrong. */
export class Declined extends Error {}

/**
 * Sends; asks for what the stage requires, as often as it takes. Throws `Declined` when the question is closed. `ids` are those
 * who move, where they are known one by one. Whoever shows the move ahead of the answer takes it back with `onAsk`: while she
 * is asked, nothing has moved.
 */
export async function withRequired<T>(
  send: (given: Given) => Promise<T>,
  ids: readonly Id[] = [],
  onAsk: () => void = () => undefined,
): Promise<T> {
  let given: Given = { custom: {}, next: null };
  let question: Question | null = null;
  for (;;) {
    try {
      return await send(given);
    } catch (error) {
      const failure = asFailure(error);
      const { params } = failure;
      const isValue = question !== null && failure.field?.startsWith("custom.") === true;
      const isDay = question?.next != null && given.next !== null && !isValue && failure.code === "invalid";
      const stage = String(params.stage ?? "");
      if (failure.key === "fields_missing") {
        const fields = texts(params.field_ids);
        question = { stage, fields, count: Number(params.count ?? 1), next: null, given, refused: null };
      } else if (failure.key === "next_missing") {
        const missing: { fields: Id[]; count: number } = await fieldsToo(String(params.stage_id ?? ""), ids);
        const next = { count: Number(params.count ?? 1), names: texts(params.names) };
        question = { ...missing, stage, next, given, refused: null };
      } else if (question && (isValue || isDay)) question = again(question, given, failure);
      else throw error;
      onAsk();
      const answer = await ask(question);
      if (!answer) throw new Declined();
      given = { custom: { ...given.custom, ...answer.custom }, next: answer.next ?? given.next };
    }
  }
}
