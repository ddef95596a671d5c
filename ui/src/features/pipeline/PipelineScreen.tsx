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
import { EmptyBase, FilterBar, isFiltered, noFilters, useListSearch } from "@/features/prospects";
import { Button, EmptyState, Loading, Menu, MenuGroup, MenuRadio, Screen } from "@/kit";
import { Board } from "./board/Board";
import { ORDER, orderOf, orders, PAGE } from "./query";

function useOrder(): [CardOrder, (order: CardOrder) => void] {
  const order = orderOf(useSettings());
  const save = useSaveSettings();
  return [order, (next) => void save({ ui: { [ORDER]: next } })];
}

export function PipelineScreen() {
  const words = useWords();
  const w = words.pipeline;
  const session = useSession();
  const [search, change] = useListSearch();
  const [order, setOrder] = useOrder();
  const { q, tag, owner } = search;
  const query = useMemo<BoardQuery>(() => {
    const filters = { search: q?.trim() || undefined, tag, owner };
    return { ...filters, order, limit: PAGE };
  }, [q, tag, owner, order]);
  const { data, error, refetch, dataUpdatedAt } = useQuery({ ...boardQuery(query), placeholderData: keepPreviousData });
  const newKey = useKey("prospects.new");
  const isEmpty = session.prospects === 0;
  return (
    <Screen
      title={w.title}
      meta={
        !isEmpty && (
          <span role="status">{w.count({ total: data?.total ?? session.prospects, all: session.prospects })}</span>
        )
      }
      actions={
        !isEmpty && (
          <Button kind="primary" icon={<UserPlus />} keys={newKey} onClick={() => void runShortcut("prospects.new")}>
            {words.prospects.create}
          </Button>
        )
      }
    >
      {isEmpty ? (
        <EmptyBase title={w.empty} />
      ) : (
        <>
          <FilterBar search={search} onChange={change} choices={["tag", "owner"]}>
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
          {error && !data ? (
            <EmptyState title={w.failed} text={failureText(asFailure(error))}>
              <Button onClick={() => void refetch()}>{words.common.retry}</Button>
            </EmptyState>
          ) : !data ? (
            <Loading text={words.common.loading} />
          ) : data.total === 0 && isFiltered(search) ? (
            <EmptyState title={w.noMatch}>
              <Button onClick={() => change(noFilters)}>{words.prospects.filter.clear}</Button>
            </EmptyState>
          ) : (
            <Board board={data} query={query} answered={dataUpdatedAt} />
          )}
        </>
      )}
    </Screen>
  );
}
