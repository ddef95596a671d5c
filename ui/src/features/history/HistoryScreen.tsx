// What was done, by whoever did it, newest first. Each line can be taken back, whatever came after it.
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useMemo } from "react";
import { asFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { openPast } from "@/app/past";
import { Button, EmptyState, Loading, Screen, TabPanel, Tabs } from "@/kit";
import { BetweenView } from "./BetweenView";
import { Details } from "./Details";
import { operationsQuery } from "./data";
import { sentenceOf } from "./entries";
import { Filters } from "./Filters";
import { type HistorySearch, isFiltered, noFilter, toFilter, useHistorySearch } from "./filter";
import { OperationList } from "./OperationList";
import { useUndoOperation } from "./undo";

function Operations({ search, set }: { search: HistorySearch; set: (next: HistorySearch) => void }) {
  const words = useWords();
  const w = words.history;
  const open = search.o;
  const filtered = isFiltered(search);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    operationsQuery(toFilter(search)),
  );
  const operations = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const { undo, busy, dialog } = useUndoOperation();
  const selected = operations.find((op) => op.id === open);
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  return (
    <>
      <Filters search={search} onChange={set} />
      {!data && !error && <Loading text={words.common.loading} />}
      {!data && error && (
        <EmptyState title={words.fault.screen} text={failureText(asFailure(error))}>
          <Button onClick={() => void refetch()}>{words.common.retry}</Button>
        </EmptyState>
      )}
      {data && operations.length === 0 && (
        <EmptyState title={filtered ? w.emptyFiltered : w.empty} text={filtered ? undefined : w.emptyText}>
          {filtered && <Button onClick={() => set(noFilter)}>{w.showAll}</Button>}
        </EmptyState>
      )}
      {operations.length > 0 && (
        <div className="relative flex min-h-0 flex-1">
          <OperationList
            operations={operations}
            open={selected?.id}
            busy={busy}
            onOpen={(id) => set({ o: id === open ? undefined : id })}
            onUndo={(id) => void undo(id)}
            onEnd={more}
          />
          {selected && (
            <Details operation={selected} sentence={sentenceOf(selected)} onClose={() => set({ o: undefined })} />
          )}
        </div>
      )}
      {dialog}
    </>
  );
}

export function HistoryScreen() {
  const w = useWords().history;
  const [search, set] = useHistorySearch();
  const view = search.v === "between" ? "between" : "list";
  return (
    <Screen
      title={w.title}
      actions={
        <Button icon={<History />} onClick={() => openPast("choose")}>
          {w.seeAsOf}
        </Button>
      }
    >
      <Tabs
        value={view}
        onChange={(v) => set({ v: v === "between" ? v : undefined, o: undefined })}
        label={w.views.label}
        tabs={[
          { value: "list", label: w.views.list },
          { value: "between", label: w.views.between },
        ]}
      >
        <TabPanel value={view}>
          {view === "between" ? (
            <BetweenView search={search} onChange={set} />
          ) : (
            <Operations search={search} set={set} />
          )}
        </TabPanel>
      </Tabs>
    </Screen>
  );
}
