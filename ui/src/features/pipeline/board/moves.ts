// What moved on the board since a day: which card came from where, and what each column gained and lost. The day is in the
// address; the answer is about the date that is shown.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { get } from "@/api/client";
import { useSession } from "@/api/queries";
import type { BoardMoves, ColumnChange, Id, MovesQuery } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { dayStart } from "@/format";

export interface Moves {
  answer: BoardMoves;
  columns: ReadonlyMap<Id, ColumnChange>;
  /** Where a card came from, in words; nothing for one that stayed. */
  cameFrom: (id: Id) => string | undefined;
}

// Whatever changes in the base is a new entry of the history, and this is read from it.
const movesQuery = (query: MovesQuery) =>
  queryOptions({
    queryKey: ["history", "moves", query],
    queryFn: ({ signal }) => get<BoardMoves>("/pipeline/moves", query, signal),
    placeholderData: keepPreviousData,
  });

/** A day that an address can hold. */
export const isDay = (on: string | undefined): on is string => /^\d{4}-\d\d-\d\d$/.test(on ?? "");

/** What moved since the first moment of a day; nothing without one. */
export function useMoves(since: string | undefined): { moves: Moves | null; error: unknown } {
  const w = useWords().pipeline.moves;
  const { stages } = useSession();
  const asked = isDay(since);
  const { data, error } = useQuery({
    ...movesQuery({ since: asked ? dayStart(since) : 0 }),
    enabled: asked,
  });
  const moves = useMemo(() => {
    if (!asked || !data) return null;
    const labels = new Map([
      ...data.board.columns.map((column) => [column.stage_id, column.label] as const),
      ...stages.map((stage) => [stage.id, stage.label] as const),
    ]);
    const from = new Map(data.cards.map((card) => [card.prospect_id, card.from ?? null]));
    return {
      answer: data,
      columns: new Map(data.board.columns.map((column) => [column.stage_id, column])),
      cameFrom: (id: Id) => {
        const stage = from.get(id);
        if (stage === undefined) return undefined;
        return stage === null ? w.isNew : w.cameFrom({ stage: labels.get(stage) ?? "" });
      },
    };
  }, [asked, data, stages, w]);
  return { moves, error: asked ? error : null };
}
