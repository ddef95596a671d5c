// One card, in a slot that is recycled as its column scrolls. Flat and of fixed height; the board listens for all of them.
import clsx from "clsx";
import { ArrowRight, TriangleAlert } from "lucide-react";
import { memo } from "react";
import type { ProspectRow } from "@/api/schema";
import type { Messages } from "@/app/i18n";
import { type DueText, nextAction, toneClass } from "@/features/reminders";
import { ago, money } from "@/format";
import { waitedDays } from "./waiting";

export const CARD_GAP = 8;

export interface CardProps {
  row: ProspectRow | undefined;
  index: number;
  top: number;
  compact: boolean;
  /** Days without contact after which it says so; none where nothing is waited for. */
  limit: number | null;
  chosen: boolean;
  /** Shown in the panel. */
  open: boolean;
  dragged: boolean;
  /** In the tab order of its column. */
  reachable: boolean;
  helpId: string;
  /** Where it came from, while the board shows its moves. */
  came: string | undefined;
  /** Cards are a line higher, for them. */
  ownLine: boolean;
  /** Texts of the user's own fields that cards show. */
  own: (row: ProspectRow) => string[];
  words: Messages["pipeline"]["card"];
}

const card = "absolute inset-x-0 flex h-card flex-col gap-px rounded-card border px-3 text-left outline-offset-[-2px]";

function Waited({ row, limit, words: w }: { row: ProspectRow } & Pick<CardProps, "limit" | "words">) {
  const days = waitedDays(row, limit);
  if (days === null) return null;
  return (
    <span className="flex-none text-small text-text-3">
      <span aria-hidden="true">{w.waiting({ days })}</span>
      <span className="sr-only">{w.waitingLong({ days })}</span>
    </span>
  );
}

/** The arrow of a card that moved, in the place of what is least missed meanwhile. */
function Came({ came, className }: { came: string; className: string }) {
  return (
    <span data-came="" className={clsx("min-w-0 truncate font-medium text-accent-text", className)}>
      <ArrowRight className="!size-3.5 mr-1 inline align-[-2px]" aria-hidden="true" />
      {came}
    </span>
  );
}

function Lines({
  row,
  compact,
  limit,
  came,
  own,
  words: w,
}: { row: ProspectRow } & Pick<CardProps, "compact" | "limit" | "came" | "own" | "words">) {
  const company = row.company === row.name ? null : row.company;
  const under = [company, row.job_title].filter(Boolean).join(" · ");
  const more = own(row);
  const amount = row.value_cents === null ? "" : money(row.value_cents, row.currency);
  const next = nextAction(row, limit !== null);
  const contact =
    row.last_interaction_at === null ? w.neverContacted : w.contacted({ when: ago(row.last_interaction_at) });
  const last: DueText = row.do_not_contact_at
    ? { text: w.opposed, tone: "danger" }
    : next.text
      ? next
      : { text: contact, tone: "plain" };
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 truncate font-medium">{row.name}</span>
        <Waited row={row} limit={limit} words={w} />
        {compact && <span className="ml-auto flex-none text-small text-text-2 tnum">{amount}</span>}
      </span>
      {came && compact ? (
        <Came came={came} className="text-small" />
      ) : (
        <span className="truncate text-text-2">{under || w.noCompany}</span>
      )}
      {more.length > 0 && (
        <span className="truncate text-small text-text-2" title={more.join(" · ")}>
          {more.join(" · ")}
        </span>
      )}
      {!compact && (
        <span className="flex items-baseline gap-2 text-small">
          {came ? (
            <Came came={came} className="flex-1" />
          ) : (
            <span className={clsx("min-w-0 flex-1 truncate", toneClass[last.tone])}>
              {last.tone === "danger" && !row.do_not_contact_at && (
                <TriangleAlert className="!size-3.5 mr-1 inline align-[-2px]" aria-hidden="true" />
              )}
              {last.text}
            </span>
          )}
          <span className="flex-none font-medium text-text-2 tnum">{amount}</span>
        </span>
      )}
    </>
  );
}

export const Card = memo(function Card(props: CardProps) {
  const { row, index, top, compact, limit, came, chosen, open, dragged, reachable, helpId, ownLine, own, words } =
    props;
  return (
    <li className="contents">
      <div
        role="button"
        tabIndex={reachable ? 0 : -1}
        aria-roledescription={words.role}
        aria-describedby={helpId}
        aria-pressed={chosen}
        aria-busy={row ? undefined : true}
        aria-label={dragged ? row?.name : undefined}
        data-card={row?.id}
        data-index={index}
        style={{ transform: `translateY(${top}px)` }}
        className={clsx(
          card,
          !ownLine ? "justify-center" : compact ? "pt-[7px]" : "pt-[11px]",
          chosen || open ? "bg-selected" : "bg-surface hover:bg-hover",
          chosen ? "border-accent" : dragged ? "border-border-strong" : "border-border",
          // The card itself is in the hand: here stays the mark of its place.
          dragged && "border-dashed [&>*]:invisible",
        )}
      >
        {row && <Lines row={row} compact={compact} limit={limit} came={came} own={own} words={words} />}
      </div>
    </li>
  );
});
