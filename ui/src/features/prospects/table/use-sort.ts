// The order of the table: in the address, and said to who cannot see the arrows.
import { useCallback, useMemo } from "react";
import { words } from "@/app/i18n";
import { announce } from "@/kit";
import type { ListSearch } from "../filters/filters";
import type { Column } from "./columns";
import { parseSort, type SortKey, writeSort } from "./sort";

export function useSort(
  text: string | undefined,
  columns: readonly Column[],
  change: (next: Partial<ListSearch>) => void,
): [SortKey[], (keys: SortKey[]) => void] {
  const sort = useMemo(() => parseSort(text), [text]);
  const set = useCallback(
    (keys: SortKey[]) => {
      change({ sort: writeSort(keys) });
      const [first] = keys;
      const column = columns.find((c) => c.field.sort === first?.column);
      if (!first || !column) return;
      announce(words().prospects.table.sorted({ column: column.field.label, descending: first.descending }));
    },
    [columns, change],
  );
  return [sort, set];
}
