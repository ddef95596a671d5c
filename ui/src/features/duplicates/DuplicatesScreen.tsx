// Pairs that may be one, the surest first: each is merged or told apart, and the next one comes by itself.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Merge, Split } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import { useSession } from "@/api/queries";
import type { Of } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { usePanel } from "@/app/panel";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { Button, EmptyState, Screen, Select, Tooltip, Waiting } from "@/kit";
import { BulkDialog } from "./BulkDialog";
import { Compare } from "./Compare";
import { type Pair, pairsQuery } from "./data";
import { PairList } from "./PairList";
import { RecentMerges } from "./RecentMerges";

const kinds: Of[] = ["people", "companies"];

/** The pairs that are left, those decided a moment ago aside. */
function usePairs(of: Of) {
  const query = useInfiniteQuery(pairsQuery(of));
  const { data, dataUpdatedAt } = query;
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const known = useRef(new Set<string>());
  // What is asked after it was written knows it by itself; an undo brings a pair back, also when the answer is then the
  // one from before. What was asked earlier would bring back a pair that is gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each answer.
  useEffect(() => {
    const over = known.current;
    known.current = new Set();
    setDecided((before) => new Set([...before].filter((key) => !over.has(key))));
  }, [dataUpdatedAt]);
  const pairs = useMemo(
    () => (data?.pages.flatMap((page) => page.pairs) ?? []).filter((pair) => !decided.has(pair.key)),
    [data, decided],
  );
  const total = Math.max(0, (data?.pages.at(-1)?.total ?? 0) - decided.size);
  const decide = (pair: Pair) => setDecided((before) => new Set([...before, pair.key]));
  const written = (pair: Pair, done: boolean) => {
    if (done) known.current.add(pair.key);
    else setDecided((before) => new Set([...before].filter((key) => key !== pair.key)));
  };
  return { ...query, pairs, total, decide, written };
}

export function DuplicatesScreen() {
  const words = useWords();
  const w = words.duplicates;
  const { prospects } = useSession();
  const navigate = useNavigate();
  const { open } = usePanel();
  const of: Of =
    useSearch({ strict: false, select: (s: { of?: string }) => s.of }) === "companies" ? "companies" : "people";
  const [at, setAt] = useState(0);
  const [bulk, setBulk] = useState(false);
  const [recent, setRecent] = useState(false);
  const recentKey = useKey("duplicates.recent");
  const { data, error, refetch, pairs, total, decide, written, fetchNextPage, hasNextPage, isFetchingNextPage } =
    usePairs(of);
  const current = Math.min(at, Math.max(0, pairs.length - 1));
  const pair = pairs[current];
  useShortcuts({
    "prospects.next": pairs.length > 0 && (() => setAt(Math.min(current + 1, pairs.length - 1))),
    "prospects.previous": pairs.length > 0 && (() => setAt(Math.max(current - 1, 0))),
    "duplicates.recent": () => setRecent(true),
  });
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  const show = (next: Of) => {
    setAt(0);
    void navigate({
      to: ".",
      search: (s: object) => ({ ...s, of: next === "people" ? undefined : next }),
      replace: true,
    });
  };
  return (
    <Screen
      title={w.title}
      meta={data && <span role="status">{w.pairs(total)}</span>}
      actions={
        <>
          <Select
            size="toolbar"
            className="!w-36 max-[560px]:!w-28"
            label={w.of}
            value={of}
            onChange={show}
            options={kinds.map((value) => ({ value, label: w[value] }))}
          />
          <Tooltip text={w.recent.title} keys={recentKey}>
            <Button size="toolbar" kind="quiet" icon={<Split />} onClick={() => setRecent(true)}>
              <span className="max-[900px]:sr-only">{w.recent.title}</span>
            </Button>
          </Tooltip>
          {total > 0 && (
            <Button size="toolbar" icon={<Merge />} onClick={() => setBulk(true)}>
              <span className="max-[560px]:sr-only">{w.bulk.open}</span>
            </Button>
          )}
        </>
      }
    >
      {!data && !error && (
        <div className="flex flex-1 items-center justify-center p-8">
          <Waiting text={of === "people" ? w.lookingAmong(prospects) : w.looking} />
        </div>
      )}
      {!data && error && (
        <EmptyState title={words.fault.screen} text={failureText(asFailure(error))}>
          <Button onClick={() => void refetch()}>{words.common.retry}</Button>
        </EmptyState>
      )}
      {data && !pair && <EmptyState title={w.empty} text={w.emptyText} />}
      {pair && (
        <div className="flex min-h-0 flex-1 max-[899px]:flex-col">
          <PairList pairs={pairs} current={current} onChoose={setAt} onEnd={more} />
          <Compare
            key={pair.key}
            pair={pair}
            onDecided={decide}
            onWritten={written}
            {...(of === "people" ? { onOpen: (row) => open(row.id) } : {})}
          />
        </div>
      )}
      {recent && <RecentMerges of={of} onClose={() => setRecent(false)} />}
      {bulk && <BulkDialog of={of} onClose={() => setBulk(false)} />}
    </Screen>
  );
}
