// The columns on screen: fields in the user's order, with everything a row needs computed once.
import type { CSSProperties, ReactNode } from "react";
import type { ProspectRow, Stage } from "@/api/schema";
import type { FieldDef } from "../fields/fields";
import { StageMark } from "../pick/stages";
import { CHECK_WIDTH, type Layout, widthOf } from "./layout";

export interface Column {
  key: string;
  field: FieldDef;
  width: number;
  /** Distance from the left edge of the grid. */
  left: number;
  style: CSSProperties;
  className: string;
  /** For the text, in CSS pixels at the usual size of the text. */
  room: number;
  /** Before the text. */
  mark: ((row: ProspectRow) => ReactNode) | null;
}

/** Figures: all of the same width, in the columns where they are compared. */
const figures = new Set(["phone", "value_cents", "postcode"]);
const isFigure = (key: string): boolean => figures.has(key) || key.endsWith("_at") || key.endsWith("_on");
const atEnd = new Set(["value_cents"]);

// What clips or is positioned is a layer of its own in WebKit, painted apart: only cells that need it are.
const cell = "flex-none self-stretch px-2 leading-[calc(var(--row)-1px)] whitespace-nowrap";
const PADDING = 16;
/** How much wider Inter Medium is than Regular. */
const MEDIUM = 1.05;
/** A mark and the gap after it. */
const MARK = 20;

const isAtEnd = ({ key, input }: FieldDef): boolean =>
  atEnd.has(key) || ((input === "number" || input === "amount") && key.startsWith("custom."));

function classOf(field: FieldDef): string {
  const end = isAtEnd(field);
  const name = field.key === "name" ? "border-r border-border font-medium" : field.tone ? "" : "text-text-2";
  return [cell, name, (isFigure(field.key) || end) && "tnum", end && "text-right"].filter(Boolean).join(" ");
}

function markOf(field: FieldDef, stages: readonly Stage[]): Column["mark"] {
  if (field.key !== "stage_id") return null;
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  return (row) => {
    const stage = byId.get(row.stage_id);
    return stage && <StageMark stage={stage} stages={stages} />;
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
    const usual = widthOf(layout, field.key);
    const width = Math.round(usual * scale);
    const mark = markOf(field, stages);
    const column = {
      key: field.key,
      field,
      width,
      left,
      style: { width },
      className: classOf(field),
      room: field.key === "name" ? (usual - PADDING) / MEDIUM : usual - PADDING - (mark ? MARK : 0),
      mark,
    };
    left += width;
    return column;
  });
}

export const totalWidth = (columns: readonly Column[]): number => {
  const last = columns.at(-1);
  return last ? last.left + last.width : CHECK_WIDTH;
};
