// Time spent on a prospect, a quiet line under her timeline. Where the settings ask for it, the time that her sheet lies open
// under somebody's eyes is counted: while the page is in front, told to the core every minute and when one leaves.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { get, post } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { Id, TimeSpent as Spent } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useSettings } from "@/app/preferences";
import { useReadOnly } from "@/kit";

const SECOND = 1_000;
const TELL_AFTER = 60;

const spentQuery = (id: Id) =>
  queryOptions({
    queryKey: ["timeline", id, "time"],
    queryFn: ({ signal }) => get<Spent>(`/prospects/${id}/time`, undefined, signal),
  });

const isLookedAt = () => document.visibilityState === "visible" && document.hasFocus();

function useCounted(id: Id, isCounted: boolean): void {
  useEffect(() => {
    if (!isCounted) return;
    let seconds = 0;
    const tell = () => {
      if (seconds === 0) return;
      const body = { seconds };
      seconds = 0;
      // What is lost with a core that does not answer is a minute at most.
      post<Spent>(`/prospects/${id}/time`, body).then(
        (spent) => queryClient.setQueryData(spentQuery(id).queryKey, spent),
        () => undefined,
      );
    };
    const tick = setInterval(() => {
      if (isLookedAt()) seconds += 1;
      if (seconds >= TELL_AFTER) tell();
    }, SECOND);
    return () => {
      clearInterval(tick);
      tell();
    };
  }, [id, isCounted]);
}

/** Longer than a timeline takes to come: before it is there, everything below it is in view. */
const A_LOOK = 500;

/** Whether the place of an element was in view for a moment; it stays so. */
function useSeen() {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !place.current) return;
    let looked: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(looked);
      if (entries.at(-1)?.isIntersecting) looked = setTimeout(() => setSeen(true), A_LOOK);
    });
    observer.observe(place.current);
    return () => {
      clearTimeout(looked);
      observer.disconnect();
    };
  }, [seen]);
  return { place, seen };
}

export function TimeSpent({ id }: { id: Id }) {
  const w = useWords().prospects.timeline;
  // Below a timeline that few read to its end: it is asked for there.
  const { place, seen } = useSeen();
  const { count_time } = useSettings();
  const isPast = useReadOnly() !== null;
  useCounted(id, count_time && !isPast);
  const { data } = useQuery({ ...spentQuery(id), enabled: seen });
  const minutes = (seconds: number) => Math.round(seconds / 60);
  return (
    <div ref={place} className="min-h-px">
      {data && data.total >= 60 && (
        <p className="text-small text-text-3 tnum">
          {w.spent({
            total: minutes(data.total),
            calls: minutes(data.calls),
            meetings: minutes(data.meetings),
            sheet: minutes(data.sheet),
          })}
        </p>
      )}
    </div>
  );
}
