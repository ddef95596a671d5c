// What stands in place of the rows: a failure, a filter that is not understood, nothing that matches, an empty trash, or the first answer on its way.
import { asFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { Button, EmptyState, Loading } from "@/kit";
import { FilterFault, isFilterFault } from "../filters/FilterFault";
import { isFiltered, type ListSearch, noFilters } from "../filters/filters";
import type { Rows } from "../rows/live";

interface ListStateProps {
  rows: Rows;
  search: ListSearch;
  inTrash: boolean;
  change: (next: Partial<ListSearch>) => void;
}

/** Nothing while there are rows to show. */
export function ListState({ rows, search, inTrash, change }: ListStateProps) {
  const words = useWords();
  const w = words.prospects;
  if (rows.error !== null) {
    const failure = asFailure(rows.error);
    if (isFilterFault(failure)) return <FilterFault failure={failure} search={search} change={change} />;
    return (
      <EmptyState title={w.table.failed} text={failureText(failure)}>
        <Button onClick={() => rows.refresh()}>{words.common.retry}</Button>
      </EmptyState>
    );
  }
  if (rows.total > 0) return null;
  if (!rows.settled) return <Loading text={words.common.loading} />;
  if (isFiltered(search))
    return (
      <EmptyState title={w.table.noMatch}>
        <Button onClick={() => change(noFilters)}>{w.filter.clear}</Button>
      </EmptyState>
    );
  return inTrash ? (
    <EmptyState title={w.table.emptyTrash} text={w.table.trashKept} />
  ) : (
    <EmptyState title={w.table.noMatch} />
  );
}
