// A filter while it is being built: lines and groups with a place of their own, so that React and the keyboard keep them
// apart. Only shape is decided here; what a filter means and how it is written, the core says.
import type { Filter, FilterField, Op, State } from "@/api/schema";

export type Mode = "all" | "any" | "none";

export interface Line {
  id: number;
  kind: "line";
  /** Key of a field, or `state:` and a state, `words`, `phrase`, `record`. */
  field: string;
  op: Op;
  denied: boolean;
  values: string[];
}

export interface Group {
  id: number;
  kind: "group";
  mode: Mode;
  of: Node[];
}

export type Node = Line | Group;

let made = 0;
const fresh = (): number => {
  made += 1;
  return made;
};

export const line = (field: FilterField | undefined): Line => ({
  id: fresh(),
  kind: "line",
  field: field?.key ?? "words",
  op: field?.ops[0] ?? "contains",
  denied: false,
  values: [],
});

export const group = (mode: Mode, of: Node[]): Group => ({ id: fresh(), kind: "group", mode, of });

const leaf = (field: string, op: Op, values: string[], denied: boolean): Line => ({
  id: fresh(),
  kind: "line",
  field,
  op,
  values,
  denied,
});

function node(filter: Filter, denied: boolean): Node {
  switch (filter.kind) {
    case "not":
      return filter.of.kind === "not" ? node(filter.of.of, denied) : node(filter.of, !denied);
    case "all":
      return denied
        ? group("none", [
            group(
              "all",
              filter.of.map((part) => node(part, false)),
            ),
          ])
        : group(
            "all",
            filter.of.map((part) => node(part, false)),
          );
    case "any":
      return group(
        denied ? "none" : "any",
        filter.of.map((part) => node(part, false)),
      );
    case "words":
      return leaf("words", "contains", [filter.text], denied);
    case "phrase":
      return leaf("phrase", "contains", [filter.text], denied);
    case "record":
      return leaf("record", "is", [filter.id], denied);
    case "state":
      return leaf(`state:${filter.state}`, "is", [], denied);
    case "field":
      return leaf(filter.field, filter.op, filter.values, denied);
  }
}

/** The tree of a filter as groups and lines; the outermost is always a group. */
export function fromFilter(filter: Filter): Group {
  const root = node(filter, false);
  return root.kind === "group" ? root : group("all", [root]);
}

function lineFilter({ field, op, values, denied }: Line): Filter {
  const [first = ""] = values;
  const found: Filter = field.startsWith("state:")
    ? { kind: "state", state: field.slice(6) as State }
    : field === "words" || field === "phrase"
      ? { kind: field, text: first }
      : field === "record"
        ? { kind: "record", id: first }
        : { kind: "field", field, op, values };
  return denied ? { kind: "not", of: found } : found;
}

/** A line that says nothing yet. */
export const isBlank = ({ field, op, values }: Line): boolean =>
  !field.startsWith("state:") && op !== "empty" && !values.some((value) => value.trim() !== "");

/** The filter that groups and lines make; lines and groups that say nothing are left out. */
export function toFilter(of: Node): Filter | null {
  if (of.kind === "line") return isBlank(of) ? null : lineFilter(of);
  const parts = of.of.map(toFilter).filter((part) => part !== null);
  const [first] = parts;
  if (!first) return null;
  const together: Filter =
    parts.length === 1 ? first : of.mode === "all" ? { kind: "all", of: parts } : { kind: "any", of: parts };
  return of.mode === "none" ? { kind: "not", of: together } : together;
}

/** The group with one of its nodes, at any depth, replaced; `null` takes it away. */
export function replaced(root: Group, id: number, next: Node | null): Group {
  const of = root.of.flatMap((part): Node[] => {
    if (part.id === id) return next ? [next] : [];
    return [part.kind === "group" ? replaced(part, id, next) : part];
  });
  return { ...root, of };
}
