// What became of the base between two dates: counts, the board with its arrows, then each record with what it was and became.
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ArrowRight } from "lucide-react";
import { asFailure } from "@/api/client";
import type { Between, BoardChanges, RecordChange } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { integer } from "@/format";
import { EmptyState, Waiting } from "@/kit";
import { now } from "@/platform";
import { betweenQuery } from "./data";
import { Days } from "./Filters";
import { endOf, type HistorySearch, startOf } from "./filter";
import { useValues, type Values } from "./values";

const WEEK = 7 * 86_400_000;
const SHOWN = 200;
const kinds = ["created", "changed", "moved", "removed", "restored"] as const;

const signed = (x: number): string => (x > 0 ? `+${integer(x)}` : x < 0 ? `−${integer(-x)}` : "0");

/** The columns with their net counts, and the arrows between them. */
function BoardStrip({ board }: { board: BoardChanges }) {
  const w = useWords().history.between;
  const label = new Map(board.columns.map((column) => [column.stage_id, column.label]));
  const touched = board.columns.some((c) => c.came + c.left + c.added + c.removed > 0);
  if (!touched) return null;
  return (
    <section aria-labelledby="between-board" className="flex flex-col gap-2 px-4 pt-4">
      <h2 id="between-board" className="font-semibold">
        {w.board}
      </h2>
      <ul className="flex gap-2 overflow-x-auto pb-1">
        {board.columns.map((c) => (
          <li key={c.stage_id} className="min-w-36 flex-1 rounded-panel bg-sunken px-3 py-2">
            <p className="truncate text-text-2">{c.label}</p>
            <p className="text-title-2 tnum">{signed(c.net)}</p>
            <p className="text-small text-text-3 tnum">{w.flows({ in: c.came + c.added, out: c.left + c.removed })}</p>
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {board.arrows.map((arrow) => (
          <li key={`${arrow.from} ${arrow.to}`} className="flex items-center gap-1.5">
            <span className="text-text-2">{label.get(arrow.from)}</span>
            <ArrowRight className="!size-3.5 text-text-3" aria-hidden="true" />
            <span className="sr-only">{w.to}</span>
            <span>{label.get(arrow.to)}</span>
            <span className="font-medium tnum">{integer(arrow.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Record({ change, say }: { change: RecordChange; say: Values }) {
  const w = useWords().history;
  const name = change.record_name ?? say.entity(change.entity);
  return (
    <li className="flex flex-wrap gap-x-6 gap-y-1 border-b border-border px-4 py-2.5">
      <div className="w-64 min-w-0 flex-none">
        <p className="truncate font-medium">{name}</p>
        <p className="text-small text-text-3">
          {w.between.became[change.kind as (typeof kinds)[number]] ?? change.kind} · {say.entity(change.entity)}
        </p>
      </div>
      <dl className="flex min-w-0 flex-1 flex-col gap-0.5">
        {change.fields.map(({ field, before, after }) => (
          <div key={field} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <dt className="text-small text-text-3">{say.field(change.entity, field)}</dt>
            <dd className="flex min-w-0 flex-wrap items-center gap-x-2">
              <span className="sr-only">{w.before}</span>
              <s className="text-text-3 [overflow-wrap:anywhere]">{listed(say, field, before)}</s>
              <ArrowRight className="!size-3.5 flex-none text-text-3" aria-hidden="true" />
              <span className="sr-only">{w.after}</span>
              <span className="[overflow-wrap:anywhere]">{listed(say, field, after)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** Tags, addresses and notes are lists of texts. */
const listed = (say: Values, field: string, value: RecordChange["fields"][number]["before"]): string =>
  Array.isArray(value) ? value.map(String).join(", ") || say.value(field, null) : say.value(field, value);

interface FoundProps {
  found: Between;
  kind: string | undefined;
  /** What is shown answers a former question. */
  waits: boolean;
  onKind: (kind?: string) => void;
}

function Found({ found, kind, waits, onKind }: FoundProps) {
  const w = useWords().history.between;
  const say = useValues();
  return (
    <div aria-busy={waits} className="outdated min-h-0 flex-1 overflow-auto">
      <BoardStrip board={found.board} />
      <div role="group" aria-label={w.kindsLabel} className="flex flex-wrap gap-1 px-4 pt-4 pb-2">
        {kinds.map((key) => (
          <button
            key={key}
            type="button"
            aria-pressed={kind === key}
            className={clsx(
              "h-7 rounded-control px-2 font-medium text-text-2 hover:bg-hover",
              "aria-pressed:bg-selected aria-pressed:text-text",
            )}
            onClick={() => onKind(kind === key ? undefined : key)}
          >
            {w.kinds[key]} <span className="text-text-3 tnum">{integer(found[key])}</span>
          </button>
        ))}
      </div>
      {found.items.length === 0 ? (
        <EmptyState title={w.nothing} />
      ) : (
        <ul aria-label={w.list}>
          {found.items.map((change) => (
            <Record key={`${change.entity} ${change.record}`} change={change} say={say} />
          ))}
        </ul>
      )}
      {found.total > found.items.length && (
        <p className="px-4 py-3 text-small text-text-3">{w.first({ shown: found.items.length, total: found.total })}</p>
      )}
    </div>
  );
}

interface BetweenViewProps {
  search: HistorySearch;
  onChange: (next: HistorySearch) => void;
}

export function BetweenView({ search, onChange }: BetweenViewProps) {
  const words = useWords();
  const { kind } = search;
  // A minute is fine enough, and the same question within it is asked once.
  const minute = Math.floor(now() / 60_000) * 60_000;
  const { data, error, isPlaceholderData } = useQuery(
    betweenQuery({
      from: startOf(search.from) ?? minute - WEEK,
      ...(endOf(search.to) === undefined ? {} : { to: endOf(search.to) as number }),
      ...(kind ? { kind } : {}),
      limit: SHOWN,
    }),
  );
  return (
    <>
      <div className="flex flex-none flex-wrap items-center gap-2 border-b border-border px-4 py-2">
        <Days search={search} onChange={onChange} />
        {!search.from && <span className="text-small text-text-3">{words.history.between.lastWeek}</span>}
      </div>
      {error && !data ? (
        <EmptyState title={words.fault.screen} text={failureText(asFailure(error))} />
      ) : data ? (
        <>
          {isPlaceholderData && (
            <div className="flex-none px-4 pt-4">
              <Waiting text={words.history.between.comparing} />
            </div>
          )}
          <Found found={data} kind={kind} waits={isPlaceholderData} onKind={(next) => onChange({ kind: next })} />
        </>
      ) : (
        <div className="flex flex-1 items-center justify-center p-8">
          <Waiting text={words.history.between.comparing} />
        </div>
      )}
    </>
  );
}
