// Which columns are shown, in which order, how wide: the user's own, kept in the settings. The name is always first.
import type { JsonValue } from "@/api/schema";

export interface Layout {
  /** Keys in order, the name aside. */
  shown: string[];
  /** The user's own fields that are columns by themselves and that he hid here. */
  hidden: string[];
  widths: Record<string, number>;
}

export const LAYOUT_KEY = "prospects.columns";
export const NAME_WIDTH = 190;
export const CHECK_WIDTH = 36;
export const MIN_WIDTH = 56;
export const MAX_WIDTH = 640;

const usual: Record<string, number> = {
  name: NAME_WIDTH,
  company: 160,
  job_title: 156,
  email: 204,
  phone: 140,
  city: 136,
  stage_id: 140,
  value_cents: 100,
  last_interaction_at: 120,
  next_action_at: 150,
  source: 130,
  tags: 150,
  postcode: 96,
  notes: 240,
};

export const startColumns = [
  "company",
  "job_title",
  "email",
  "phone",
  "city",
  "stage_id",
  "value_cents",
  "last_interaction_at",
  "next_action_at",
  "source",
  "tags",
];

export const usualWidth = (key: string): number => usual[key] ?? 130;

export const widthOf = (layout: Layout, key: string): number => layout.widths[key] ?? usualWidth(key);

const clamp = (width: number): number => Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));

const texts = (value: JsonValue | undefined): string[] | null =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : null;

/**
 * From the settings; columns that no longer exist are forgotten. `own`: the user's own fields that are columns by
 * themselves; a new one shows without being asked for.
 */
export function readLayout(
  saved: JsonValue | undefined,
  known: ReadonlySet<string>,
  own: readonly string[] = [],
): Layout {
  const given = saved && typeof saved === "object" && !Array.isArray(saved) ? saved : {};
  const hidden = texts(given.hidden) ?? [];
  const shown = [...(texts(given.shown) ?? startColumns), ...own.filter((key) => !hidden.includes(key))];
  const widths: Record<string, number> = {};
  if (given.widths && typeof given.widths === "object" && !Array.isArray(given.widths))
    for (const [key, width] of Object.entries(given.widths)) if (typeof width === "number") widths[key] = clamp(width);
  return { shown: [...new Set(shown)].filter((key) => key !== "name" && known.has(key)), hidden, widths };
}

export const resize = (layout: Layout, key: string, width: number): Layout => ({
  ...layout,
  widths: { ...layout.widths, [key]: clamp(width) },
});

/** Back to the width that the column has by itself. */
export function forgetWidth(layout: Layout, key: string): Layout {
  const { [key]: _, ...widths } = layout.widths;
  return { ...layout, widths };
}

const isOwn = (key: string): boolean => key.startsWith("custom.");

export const hide = (layout: Layout, key: string): Layout => ({
  ...layout,
  shown: layout.shown.filter((k) => k !== key),
  hidden: isOwn(key) ? [...new Set([...layout.hidden, key])] : layout.hidden,
});

export const show = (layout: Layout, key: string): Layout =>
  layout.shown.includes(key)
    ? layout
    : { ...layout, shown: [...layout.shown, key], hidden: layout.hidden.filter((k) => k !== key) };

/** Moves a column by so many places; the ends hold it. */
export function shift(layout: Layout, key: string, by: number): Layout {
  const from = layout.shown.indexOf(key);
  if (from < 0) return layout;
  const others = layout.shown.toSpliced(from, 1);
  const to = Math.min(others.length, Math.max(0, from + by));
  return { ...layout, shown: others.toSpliced(to, 0, key) };
}
