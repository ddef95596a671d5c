// The columns on screen: fields in the user's order, with everything a row needs computed once.
import type { CSSProperties, ReactNode } from "react";
import type { ProspectRow, Stage } from "@/api/schema";
import type { FieldDef } from "../fields/fields";
import { StageMark } from "../pick/stages";
import { CHECK_WIDTH, type Layout, usualWidth, widthOf } from "./layout";

export interface Column {
  key: string;
  field: FieldDef;
  width: number;
  /** Distance from the left edge of the grid. */
  left: number;
  style: CSSProperties;
  className: string;
  render: (row: ProspectRow) => ReactNode;
}

/** Figures: all of the same width, in the columns where they are compared. */
const figures = new Set(["phone", "value_cents", "postcode"]);
const isFigure = (key: string): boolean => figures.has(key) || key.endsWith("_at") || key.endsWith("_on");
const atEnd = new Set(["value_cents"]);

const cell = "relative flex-none self-stretch px-2 leading-[calc(var(--row)-1px)] whitespace-nowrap";

function classOf(field: FieldDef, width: number): string {
  const end = atEnd.has(field.key) || (field.input === "number" && field.key.startsWith("custom."));
  const name = field.key === "name" ? "border-r border-border font-medium" : "text-text-2";
  const figure = isFigure(field.key) || end;
  // What fits its usual column goes without an ellipsis, which costs paint; nothing ever runs over the next one.
  const fits = (figure || field.key === "stage_id") && width >= usualWidth(field.key);
  const over = fits ? "overflow-clip" : "overflow-hidden text-ellipsis";
  return [cell, name, over, figure && "tnum", end && "text-right"].filter(Boolean).join(" ");
}

function renderOf(field: FieldDef, stages: readonly Stage[]): (row: ProspectRow) => ReactNode {
  if (field.key !== "stage_id") return field.show;
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  return (row) => {
    const stage = byId.get(row.stage_id);
    return (
      stage && (
        <span className="flex h-full items-center gap-1.5">
          <StageMark stage={stage} stages={stages} />
          <span className="truncate">{stage.label}</span>
        </span>
      )
    );
  };
}

export function makeColumns(
  fields: ReadonlyMap<string, FieldDef>,
  layout: Layout,
  stages: readonly Stage[],
  /** Size of the text: columns keep their room for as many letters. */
  scale = 1,
): Column[] {
  let left = CHECK_WIDTH;
  const shown = ["name", ...layout.shown].flatMap((key) => fields.get(key) ?? []);
  return shown.map((field) => {
    const width = Math.round(widthOf(layout, field.key) * scale);
    const column = {
      key: field.key,
      field,
      width,
      left,
      style: { width },
      className: classOf(field, widthOf(layout, field.key)),
      render: renderOf(field, stages),
    };
    left += width;
    return column;
  });
}

export const totalWidth = (columns: readonly Column[]): number => {
  const last = columns.at(-1);
  return last ? last.left + last.width : CHECK_WIDTH;
};
