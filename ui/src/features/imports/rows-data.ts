// The rows of the last dry run, page by page, and what is said of them. The dry run itself is asked for again after each
// choice: what a row becomes may depend on the rows before it.
import { keepPreviousData, useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { get, patch } from "@/api/client";
import type { Id, ImportRow, ImportRowPage, RowChoice, RowState, Take } from "@/api/schema";
import { failureToast } from "@/app/undo";

export const PAGE = 100;

export interface RowsQuestion {
  id: Id;
  /** Changes with each dry run. */
  version: number;
  state: RowState | null;
  search: string;
}

const key = ({ id, version, state, search }: RowsQuestion, page: number) => [
  "import-rows",
  id,
  state,
  search,
  page,
  version,
];

/** The rows of some pages, and how many there are in all. */
export function useRows(question: RowsQuestion, pages: readonly number[]) {
  const { id, version, state, search } = question;
  const found = useQueries({
    queries: pages.map((page) => ({
      queryKey: key(question, page),
      enabled: version > 0,
      retry: false,
      gcTime: 30_000,
      placeholderData: keepPreviousData<ImportRowPage>,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<ImportRowPage>(
          `/imports/${id}/rows`,
          { state: state ?? undefined, search: search || undefined, offset: page * PAGE, limit: PAGE },
          signal,
        ),
    })),
  });
  const rows = new Map<number, ImportRow>();
  found.forEach((one, at) => {
    one.data?.items.forEach((row, i) => {
      rows.set((pages[at] ?? 0) * PAGE + i, row);
    });
  });
  const first = found.find((one) => one.data)?.data;
  return { rows, total: first?.total ?? 0, isPending: !first, error: found.find((one) => one.error)?.error ?? null };
}

export type Said = Pick<RowChoice, "line" | "sheet"> & Partial<RowChoice>;

/** Says something of rows, then has the dry run done again. */
export function useChoose(id: Id) {
  const client = useQueryClient();
  const mutation = useMutation({
    scope: { id: `import-rows ${id}` },
    mutationFn: (said: { rows: Said[]; all_open?: Take }) => patch(`/imports/${id}/rows`, said),
    onSuccess: () =>
      Promise.all(["import-preview", "import-draft"].map((key) => client.invalidateQueries({ queryKey: [key, id] }))),
    onError: failureToast,
  });
  return { choose: mutation.mutate, isSaving: mutation.isPending };
}
