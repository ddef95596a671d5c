// A view and the address of the screen that shows it: the address holds all of it but the columns, so that it can be copied
// and opened.
import { post } from "@/api/client";
import type { Filter, FilterRead, View, ViewEdit, ViewKind } from "@/api/schema";
import { language } from "@/app/i18n";

/** What of a screen's address a view keeps. */
export interface Asked {
  q?: string | undefined;
  f?: string | undefined;
  sort?: string | undefined;
  group?: string | undefined;
  /** Chosen beside the filter; of a view they are part of it. */
  stage?: string | undefined;
  tag?: string | undefined;
  owner?: string | undefined;
}

/** Takes away what a view has in its filter. */
export const noChoices = { stage: undefined, tag: undefined, owner: undefined };

export const pathOf = (view: Pick<View, "kind">): "/pipeline" | "/prospects" =>
  view.kind === "board" ? "/pipeline" : "/prospects";

export const searchOf = (view: View): Record<string, string> => {
  const order = view.kind === "board" ? { order: view.sort } : { sort: view.sort, group: view.groups };
  const all = { v: view.id, q: view.search, f: view.filter, ...order };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
};

const chosen = (field: string, ids: string | undefined): Filter[] => {
  const values = (ids ?? "").split(",").filter(Boolean);
  if (values.length === 0) return [];
  if (values[0] === "none") return [{ kind: "field", field, op: "empty", values: [] }];
  return [{ kind: "field", field, op: "is", values }];
};

/** The filter with what was chosen beside it. */
async function wholeFilter({ f = "", stage, tag, owner }: Asked): Promise<string> {
  const lang = language();
  const of = [...chosen("stage", stage), ...chosen("tag", tag), ...chosen("owner", owner)];
  if (of.length === 0) return f;
  if (f) of.unshift((await post<FilterRead>("/filters/read", { text: f, lang })).filter);
  const [only] = of;
  const filter: Filter = of.length === 1 && only ? only : { kind: "all", of };
  return (await post<FilterRead>("/filters/write", { filter, lang })).long;
}

export const editOf = async (asked: Asked): Promise<ViewEdit> => ({
  search: asked.q?.trim() ?? "",
  filter: await wholeFilter(asked),
  sort: asked.sort ?? "",
  groups: asked.group ?? "",
});

/** True where the screen asks for something else than the view that it was opened with; filters are compared elsewhere. */
export const differs = (view: View, { q, sort, group, stage, tag, owner }: Asked): boolean =>
  view.search !== (q?.trim() ?? "") ||
  // A board that was kept without an order has that of its user.
  ((view.kind === "table" || view.sort !== "") && view.sort !== (sort ?? "")) ||
  view.groups !== (group ?? "") ||
  Boolean(stage || tag || owner);

/** True where something is asked that is worth a view. */
export const isAsked = (kind: ViewKind, { q, f, sort, group, stage, tag, owner }: Asked): boolean =>
  Boolean(q || f || stage || tag || owner || (kind === "table" && (sort || group)));
