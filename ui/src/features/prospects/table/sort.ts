// The order of the table as it stands in the address: « -value,name ». Click: ascending, descending, none.
export interface SortKey {
  column: string;
  descending: boolean;
}

export const parseSort = (text: string | undefined): SortKey[] =>
  (text ?? "")
    .split(",")
    .filter(Boolean)
    .map((part) =>
      part.startsWith("-") ? { column: part.slice(1), descending: true } : { column: part, descending: false },
    );

export const writeSort = (keys: readonly SortKey[]): string | undefined =>
  keys.map((key) => (key.descending ? "-" : "") + key.column).join(",") || undefined;

/** What a click on a header does; with Shift the column becomes or stays a further key. */
export function cycle(keys: readonly SortKey[], column: string, further: boolean): SortKey[] {
  const at = keys.findIndex((key) => key.column === column);
  const known = keys[at];
  const next = !known ? { column, descending: false } : known.descending ? null : { column, descending: true };
  if (!further) return next ? [next] : [];
  if (!known) return [...keys, { column, descending: false }];
  return next ? keys.with(at, next) : keys.filter((key) => key !== known);
}

export const ariaSort = (keys: readonly SortKey[], column: string | undefined): "ascending" | "descending" | "none" => {
  const key = keys.find((k) => k.column === column);
  return key ? (key.descending ? "descending" : "ascending") : "none";
};
