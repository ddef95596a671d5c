// The groups of the list on screen, as the core counts and sums them, and which of them are folded. The folds last as long as
// the page: another day one begins with everything open.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { get } from "@/api/client";
import type { Groups, ProspectQuery } from "@/api/schema";
import { Sections } from "./sections";

const folds = new Map<string, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();

export interface Grouped {
  /** Of a list without groups, nothing. */
  sections: Sections | null;
  fold: (key: string) => void;
  foldAll: (on: boolean) => void;
}

export function useGroups(query: ProspectQuery): Grouped {
  const { group: by, sort: _, ...asked } = query;
  const group = by ?? "";
  const [, redraw] = useState(0);
  const { data } = useQuery({
    queryKey: ["prospects", "groups", group, asked],
    queryFn: ({ signal }) => get<Groups>("/prospects/groups", { ...asked, group }, signal),
    enabled: group !== "",
    placeholderData: keepPreviousData,
  });
  const folded = folds.get(group) ?? none;
  const sections = useMemo(() => (group && data ? new Sections(data.groups, folded) : null), [group, data, folded]);
  const set = useCallback(
    (next: ReadonlySet<string>) => {
      folds.set(group, next);
      redraw((n) => n + 1);
    },
    [group],
  );
  return {
    sections,
    fold: useCallback(
      (key) => {
        const next = new Set(folds.get(group));
        if (!next.delete(key)) next.add(key);
        set(next);
      },
      [group, set],
    ),
    foldAll: (on) => set(on && data ? new Set(data.groups.map(({ key }) => key)) : none),
  };
}
