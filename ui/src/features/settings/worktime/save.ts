// A change of the working time: said with its way back, and shown at once.
import type { ApiFailure } from "@/api/client";
import { worktimeQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Id } from "@/api/schema";
import { write } from "../write";

export async function save(call: () => Promise<{ operation: Id | null }>): Promise<ApiFailure | null> {
  const failure = await write(call);
  await queryClient.invalidateQueries({ queryKey: worktimeQuery.queryKey });
  return failure;
}
