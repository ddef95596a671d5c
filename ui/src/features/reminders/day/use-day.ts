// What the screen of the day holds: its lines, which one is chosen, and whose sheet stands beside. It draws nothing.
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { todayQuery, useSession } from "@/api/queries";
import type { Id } from "@/api/schema";
import { usePanel, usePanelId } from "@/app/panel";
import type { DayListHandle } from "./DayList";
import { idleQuery, MINUTE, trashedQuery } from "./data";
import { isRow, type Line, linesOf, type RowLine } from "./lines";

/** The line that was chosen last, for whoever comes back. */
let remembered: string | null = null;

const none: Line[] = [];

/** The line that follows one that has left: in its place, else the last one. */
export const heir = (rows: readonly RowLine[], index: number): RowLine | undefined =>
  rows[Math.min(index, rows.length - 1)];

export function useDay(list: RefObject<DayListHandle | null>, isNarrow: boolean) {
  const { trash } = useSession();
  const answer = useQuery({ ...todayQuery, refetchInterval: MINUTE });
  const [upcomingOpen, setUpcomingOpen] = useState(false);
  const [allIdle, setAllIdle] = useState(false);
  const { data: trashed = [] } = useQuery({ ...trashedQuery, enabled: trash > 0 });
  const { data: idle } = useQuery({ ...idleQuery, enabled: allIdle });
  const day = answer.data;
  const lines = useMemo(
    () =>
      day ? linesOf(day, { trashed: trash > 0 ? trashed : [], upcomingOpen, idle: allIdle ? idle : undefined }) : none,
    [day, trash, trashed, upcomingOpen, allIdle, idle],
  );
  const rows = useMemo(() => lines.filter(isRow), [lines]);
  const panel = usePanel();
  const open = usePanelId();
  const [key, setKey] = useState(remembered);
  const place = useRef(0);
  const index = rows.findIndex((line) => line.key === key);
  const chosen = rows[index];
  // Somebody else may have been opened beside, from the palette say.
  const current = chosen && (open === undefined || open === chosen.prospect) ? chosen : undefined;
  useEffect(() => {
    remembered = key;
    if (index >= 0) place.current = index;
  }, [key, index]);
  const choose = (line: RowLine, isOpening = false) => {
    setKey(line.key);
    if (isNarrow ? open !== undefined : true) panel.show(line.prospect);
    else if (isOpening) panel.open(line.prospect);
  };
  // At first the one whose sheet is open, else the first; then, when the chosen one has left, the one in its place.
  useEffect(() => {
    if (index >= 0 || rows.length === 0) return;
    const isFirst = key === null;
    const asked = isFirst ? rows.find((line) => line.prospect === open) : undefined;
    const next = asked ?? (isFirst ? rows[0] : heir(rows, place.current));
    if (!next) return;
    setKey(next.key);
    if (isFirst) return;
    if (open !== undefined) panel.show(next.prospect);
    if (list.current?.hasFocus()) list.current.focus(next.key);
  }, [index, rows, key, open, panel, list]);
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
    if (!next) return;
    choose(next);
    list.current?.focus(next.key);
  };
  const shown: Id | undefined = open ?? (isNarrow ? undefined : current?.prospect);
  return {
    ...{ answer, day, lines, rows, current, shown, open, allIdle, choose, step, close: panel.close },
    toggleUpcoming: () => setUpcomingOpen(!upcomingOpen),
    showAllIdle: () => setAllIdle(true),
  };
}
