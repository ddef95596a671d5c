// The board: columns of cards, one a stage. Filters and order are in the address.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowDownUp, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { asFailure } from "@/api/client";
import { boardQuery, useSession } from "@/api/queries";
import type { BoardQuery, CardOrder } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { runShortcut, useKey } from "@/app/shortcuts";
import {
  EmptyBase,
  FilterBar,
  FilterFault,
  isFiltered,
  isFilterFault,
  ListCount,
  noFilters,
  useListSearch,
} from "@/features/prospects";
import { SaveView } from "@/features/views";
import { Button, EmptyState, Loading, Menu, MenuGroup, MenuRadio, Screen, Writing } from "@/kit";
import { Board } from "./board/Board";
import { MovesLine } from "./board/MovesLine";
import { MovesMenu } from "./board/MovesMenu";
import { isDay, useMoves } from "./board/moves";
import { ORDER, orderOf, orders, PAGE } from "./query";

/** The order of the cards: that of the view in the address, else the one that was used last. */
function useOrder(
  asked: string | undefined,
  change: (next: { order: string }) => void,
): [CardOrder, (order: CardOrder) => void] {
  const usual = orderOf(useSettings());
  const save = useSaveSettings();
  const order = orders.find((known) => known === asked);
  if (order) return [order, (next) => change({ order: next })];
  return [usual, (next) => void save({ ui: { [ORDER]: next } })];
}

export function PipelineScreen() {
  const words = useWords();
  const w = words.pipeline;
  const session = useSession();
  const [search, change] = useListSearch();
  const [order, setOrder] = useOrder(search.order, change);
  const { q, tag, owner, f } = search;
  const since = isDay(search.since) ? search.since : undefined;
  const { moves } = useMoves(since);
  const showMoves = (day: string | undefined) => change({ since: day });
  const query = useMemo<BoardQuery>(() => {
    const filters = { search: q?.trim() || undefined, tag, owner, filter: f };
    return { ...filters, order, limit: PAGE };
  }, [q, tag, owner, f, order]);
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData } = useQuery({
    ...boardQuery(query),
    placeholderData: keepPreviousData,
  });
  const failure = error && !data ? asFailure(error) : null;
  const newKey = useKey("prospects.new");
  const isEmpty = session.prospects === 0;
  return (
    <Screen
      title={w.title}
      meta={
        !isEmpty && (
          <ListCount
            total={data && !isPlaceholderData ? data.total : null}
            all={session.prospects}
            failed={failure !== null}
            filtered={isFiltered(search)}
          />
        )
      }
      actions={
        !isEmpty && (
          <Writing>
            <Button kind="primary" icon={<UserPlus />} keys={newKey} onClick={() => void runShortcut("prospects.new")}>
              {words.prospects.create}
            </Button>
          </Writing>
        )
      }
    >
      {isEmpty ? (
        <EmptyBase title={w.empty} />
      ) : (
        <>
          <FilterBar search={search} onChange={change} choices={["tag", "owner"]}>
            <SaveView kind="board" asked={{ q, f, tag, owner, sort: order }} />
            <MovesMenu since={since} onChange={showMoves} />
            <Menu
              align="end"
              trigger={
                <Button size="toolbar" icon={<ArrowDownUp />} aria-label={w.order.now({ order: w.order[order] })}>
                  {w.order[order]}
                </Button>
              }
            >
              <MenuGroup label={w.order.label}>
                <MenuRadio
                  value={order}
                  onChange={setOrder}
                  options={orders.map((value) => ({ value, label: w.order[value] }))}
                />
              </MenuGroup>
            </Menu>
          </FilterBar>
          {since && <MovesLine since={since} onChange={showMoves} />}
          {failure && isFilterFault(failure) ? (
            <FilterFault failure={failure} search={search} change={change} />
          ) : failure ? (
            <EmptyState title={w.failed} text={failureText(failure)}>
              <Button onClick={() => void refetch()}>{words.common.retry}</Button>
            </EmptyState>
          ) : !data ? (
            <Loading text={words.common.loading} />
          ) : data.total === 0 && isFiltered(search) ? (
            <EmptyState title={w.noMatch}>
              <Button onClick={() => change(noFilters)}>{words.prospects.filter.clear}</Button>
            </EmptyState>
          ) : (
            <Board board={data} query={query} answered={dataUpdatedAt} moves={moves} waits={isPlaceholderData} />
          )}
        </>
      )}
    </Screen>
  );
}
