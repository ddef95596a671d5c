// One line at the foot of the sidebar: up to date and since when, or what is being worked on. Never a banner.
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { useWords } from "@/app/i18n";
import { time } from "@/format";
import { Tooltip } from "@/kit";
import { useStatus } from "./status";

export function StatusLine({ folded }: { folded: boolean }) {
  const w = useWords();
  const status = useStatus();
  const text =
    status.kind === "working"
      ? w.status.importing({ done: status.done, total: status.total })
      : status.kind === "lost"
        ? w.status.lost
        : w.status.upToDate({ time: time(status.at) });
  const body = (
    <Link
      to={status.kind === "working" ? "/import/$id" : "/history"}
      params={status.kind === "working" ? { id: status.id } : {}}
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
          status.kind === "idle" && "bg-ok",
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
