// Why somebody is lost: asked on the way to a stage of the lost, by whichever door, and never forced: one may say nothing. It
// moves nothing itself.
import { get } from "@/api/client";
import { sessionQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Id, LostReasons, Stage } from "@/api/schema";
import { pose } from "./asking";
import { Declined } from "./required";

export interface ReasonAsk {
  stage: Stage;
  /** How many go there. */
  count: number;
  name: string | undefined;
  reasons: string[];
  /** Nothing may be said: no reason is required there. */
  isOptional: boolean;
  /** A reason; nothing said; or none of it: nothing moves. */
  answer: (reason: string | undefined | null) => void;
}

/** Whether it is asked: as the settings say. */
export const ASKS_REASON = "lost.reason";

/** What goes with a move to a stage; throws `Declined` when the question is closed. */
export async function reasonFor(stageId: Id, count: number, name?: string): Promise<{ lost_reason?: string }> {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  const stage = session?.stages.find(({ id }) => id === stageId);
  if (!session || stage?.kind !== "lost" || count === 0 || session.settings.ui[ASKS_REASON] === false) return {};
  const { field_id, reasons } = await get<LostReasons>("/fields/lost-reasons");
  if (reasons.length === 0) return {};
  const field = session.fields.find(({ id }) => id === field_id);
  const isOptional = !field?.required_stages.includes(stageId);
  const reason = await pose<string | undefined | null>(null, (answer) => ({
    kind: "reason",
    ask: { stage, count, name, reasons, isOptional, answer },
  }));
  if (reason === null) throw new Declined();
  return reason === undefined ? {} : { lost_reason: reason };
}
