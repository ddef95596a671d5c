// One line at the foot of the sidebar: up to date and since when, what is being worked on, or which mailbox is out of order. Never a
// banner.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { useWords } from "@/app/i18n";
import { healthQuery, isTroubled, standingOf } from "@/features/mail";
import { outboxCountsQuery } from "@/features/outbox";
import { time } from "@/format";
import { Tooltip } from "@/kit";
import { useStatus } from "./status";

/** What is the matter with the mailboxes, in a few words. */
function useMailTrouble(): string | null {
  const w = useWords().status;
  const { data: health = [] } = useQuery(healthQuery);
  const isOffline = health.length > 0 && health.every(({ failure }) => failure?.code === "offline");
  const { data: sending } = useQuery({ ...outboxCountsQuery, enabled: isOffline });
  const bad = health.find((one) => isTroubled(standingOf(one)));
  if (isOffline) return w.offline(sending?.waiting ?? 0);
  return bad ? w.reconnect({ email: bad.account.email }) : null;
}

/** How many messages a reading that takes its time has looked at. */
function useReading(): number | null {
  const { data: health = [] } = useQuery(healthQuery);
  const seen = health.reduce((sum, { doing }) => sum + (doing?.seen ?? 0), 0);
  return seen > 0 ? seen : null;
}

export function StatusLine({ folded }: { folded: boolean }) {
  const w = useWords();
  const status = useStatus();
  const trouble = useMailTrouble();
  const reading = useReading();
  const isTrouble = status.kind === "idle" && trouble !== null;
  const text = isTrouble
    ? trouble
    : status.kind === "working"
      ? w.status.importing({ done: status.done, total: status.total })
      : status.kind === "lost"
        ? w.status.lost
        : reading !== null
          ? w.status.reading(reading)
          : w.status.upToDate({ time: time(status.at) });
  const body = (
    <Link
      to={status.kind === "working" ? "/import/$id" : isTrouble ? "/settings/$section" : "/history"}
      params={status.kind === "working" ? { id: status.id } : isTrouble ? { section: "accounts" } : {}}
      search={{}}
      aria-label={`${w.status.open} : ${text}`}
      className={clsx(
        "mt-2 flex min-h-8 items-center gap-2 border-t border-border px-2 pt-2 text-small text-text-3 no-underline hover:text-text-2",
        folded && "justify-center",
      )}
    >
      <span
        className={clsx(
          "size-2 flex-none rounded-pill",
          status.kind === "idle" && (isTrouble ? "bg-warn" : "bg-ok"),
          status.kind === "working" && "bg-accent",
          status.kind === "lost" && "bg-danger",
        )}
      />
      {!folded && <span className="truncate tnum">{text}</span>}
    </Link>
  );
  return folded ? (
    <Tooltip text={text} side="right">
      {body}
    </Tooltip>
  ) : (
    body
  );
}
