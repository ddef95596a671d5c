// What was done, by whoever did it, newest first. Each line can be taken back, whatever came after it.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { asFailure } from "@/api/client";
import type { Id } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, EmptyState, Loading, Screen, Select } from "@/kit";
import { Details } from "./Details";
import { operationsQuery } from "./data";
import { sentenceOf } from "./entries";
import { OperationList } from "./OperationList";
import { useUndoOperation } from "./undo";

const callers = ["user", "import", "api", "cli"] as const;

/** The open line and the filter are in the address, so that back and forward restore them. */
function useAddress() {
  const navigate = useNavigate();
  const { o, by } = useSearch({ strict: false, select: (s: { o?: string; by?: string }) => ({ o: s.o, by: s.by }) });
  const set = (next: { o?: Id | undefined; by?: string | undefined }) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...next }), replace: true });
  return { open: o, caller: by, set };
}

export function HistoryScreen() {
  const words = useWords();
  const w = words.history;
  const { open, caller, set } = useAddress();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    operationsQuery(caller),
  );
  const operations = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const byId = useMemo(() => new Map(operations.map((op) => [op.id, op])), [operations]);
  const { undo, busy, dialog } = useUndoOperation();
  const selected = operations.find((op) => op.id === open);
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  return (
    <Screen
      title={w.title}
      actions={
        <Select
          size="toolbar"
          className="!w-48"
          label={w.filter}
          value={caller ?? "all"}
          onChange={(by) => set({ by: by === "all" ? undefined : by, o: undefined })}
          options={["all" as const, ...callers].map((value) => ({ value, label: w.callers[value] }))}
        />
      }
    >
      {!data && !error && <Loading text={words.common.loading} />}
      {!data && error && (
        <EmptyState title={words.fault.screen} text={failureText(asFailure(error))}>
          <Button onClick={() => void refetch()}>{words.common.retry}</Button>
        </EmptyState>
      )}
      {data && operations.length === 0 && (
        <EmptyState title={caller ? w.emptyFiltered : w.empty} text={caller ? undefined : w.emptyText}>
          {caller && <Button onClick={() => set({ by: undefined })}>{w.showAll}</Button>}
        </EmptyState>
      )}
      {operations.length > 0 && (
        <div className="relative flex min-h-0 flex-1">
          <OperationList
            operations={operations}
            byId={byId}
            open={selected?.id}
            busy={busy}
            onOpen={(id) => set({ o: id === open ? undefined : id })}
            onUndo={(id) => void undo(id)}
            onEnd={more}
          />
          {selected && (
            <Details operation={selected} sentence={sentenceOf(selected, byId)} onClose={() => set({ o: undefined })} />
          )}
        </div>
      )}
      {dialog}
    </Screen>
  );
}
