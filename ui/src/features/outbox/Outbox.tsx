// Everything one sends: what waits, what failed and why, drafts, what has gone. Nothing is decided by itself where it is unknown
// whether a message went.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { asFailure } from "@/api/client";
import { failureText, n, useWords } from "@/app/i18n";
import { dateTime } from "@/format";
import { Badge, Button, EmptyState, Loading, type Tone, Writing } from "@/kit";
import { outboxQuery, peopleText, type Shelf, shelves } from "./data";
import { openComposer } from "./open";
import type { OutgoingItem, OutgoingState } from "./types";
import { again, cancel, discard, settled } from "./write";

const tones: Record<OutgoingState, Tone> = {
  draft: "plain",
  waiting: "plain",
  sending: "plain",
  sent: "ok",
  unknown: "warn",
  failed: "danger",
};

/** When it goes, went, or is tried again. */
function whenOf(item: OutgoingItem, w: ReturnType<typeof useWords>["composer"]): string {
  if (item.sent_at !== null) return dateTime(item.sent_at);
  if (item.state === "waiting" && item.next_at !== null && item.attempts > 0)
    return w.tryAgainAt({ when: dateTime(item.next_at) });
  if (item.state === "waiting" && item.due_at !== null) return w.goesAt({ when: dateTime(item.due_at) });
  if (item.tried_at !== null && item.state !== "draft") return w.triedAt({ when: dateTime(item.tried_at) });
  return dateTime(item.updated_at);
}

function Line({ item }: { item: OutgoingItem }) {
  const words = useWords();
  const w = words.composer;
  const who = peopleText([...item.to, ...item.cc, ...item.bcc]);
  const { state } = item;
  const edit = () => openComposer({ draft: item.id });
  const of = { who, subject: item.subject || w.noSubject };
  return (
    <li
      data-outgoing={item.id}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-4 py-2.5"
    >
      <div className="min-w-56 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium [overflow-wrap:anywhere]">{who}</span>
          {state !== "draft" && <Badge tone={tones[state]}>{w.states[state]}</Badge>}
        </p>
        <p className="truncate">{item.subject || w.noSubject}</p>
        {item.failure && <p className="text-small text-danger [overflow-wrap:anywhere]">{failureText(item.failure)}</p>}
        {state === "unknown" && <p className="text-small text-text-2">{w.unknownText}</p>}
      </div>
      <span className="flex-none text-small text-text-3 tnum">{whenOf(item, w)}</span>
      <Writing>
        <span className="flex flex-none flex-wrap gap-1.5">
          {state === "draft" && (
            <Button size="toolbar" aria-label={w.openOf(of)} onClick={edit}>
              {w.open}
            </Button>
          )}
          {state === "waiting" && (
            <Button
              size="toolbar"
              aria-label={w.cancelOf(of)}
              onClick={() => void cancel(item.id).then((done) => done && edit())}
            >
              {words.common.cancel}
            </Button>
          )}
          {state === "unknown" && (
            <Button size="toolbar" aria-label={w.settledOf(of)} onClick={() => void settled(item)}>
              {w.settled}
            </Button>
          )}
          {(state === "unknown" || state === "failed") && (
            <Button size="toolbar" aria-label={w.againOf(of)} onClick={() => void again(item)}>
              {w.again}
            </Button>
          )}
          {(state === "draft" || state === "failed") && (
            <Button size="toolbar" kind="quiet" aria-label={w.deleteOf(of)} onClick={() => void discard(item.id)}>
              {words.common.delete}
            </Button>
          )}
        </span>
      </Writing>
    </li>
  );
}

export function Outbox() {
  const words = useWords();
  const w = words.composer;
  const navigate = useNavigate();
  const asked = useSearch({ strict: false, select: (s: { of?: string }) => s.of });
  const shelf: Shelf = shelves.find((one) => one === asked) ?? "waiting";
  const { data, error, refetch } = useQuery(outboxQuery(shelf));
  const figures: Record<Shelf, number> = {
    waiting: data?.counts.waiting ?? 0,
    failed: (data?.counts.failed ?? 0) + (data?.counts.unknown ?? 0),
    drafts: data?.counts.drafts ?? 0,
    sent: 0,
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        role="group"
        aria-label={w.shelf}
        className="flex flex-none flex-wrap gap-1 border-b border-border px-4 py-2"
      >
        {shelves.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === shelf}
            className="flex h-7 items-center gap-1.5 rounded-control px-2.5 font-medium text-text-2 hover:bg-hover aria-pressed:bg-selected aria-pressed:text-text"
            onClick={() =>
              void navigate({ to: ".", search: (before: object) => ({ ...before, of: one }), replace: true })
            }
          >
            {w.shelves[one]}
            {figures[one] > 0 && <span className="text-small text-text-3 tnum">{n(figures[one])}</span>}
          </button>
        ))}
      </div>
      {error && !data ? (
        <EmptyState title={w.failed} text={failureText(asFailure(error))}>
          <Button onClick={() => void refetch()}>{words.common.retry}</Button>
        </EmptyState>
      ) : !data ? (
        <Loading text={words.common.loading} />
      ) : data.items.length === 0 ? (
        <EmptyState title={w.nothing[shelf]} />
      ) : (
        <ul aria-label={w.shelves[shelf]} className="toast-room min-h-0 flex-1 overflow-auto">
          {data.items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
    </div>
  );
}
