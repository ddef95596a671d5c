// Going through the marks of a chart by the keys: along the points, and among the measures of one. One mark of a chart can be
// reached by Tab, the others from it.
import { type KeyboardEvent, useRef, useState } from "react";

export interface MarkPlace {
  point: number;
  measure: number;
}

interface MarksProps {
  points: number;
  /** Places of the measures that are drawn. */
  measures: readonly number[];
  /** Points follow each other downwards. */
  vertical?: boolean;
  onOpen: (place: MarkPlace) => void;
}

const last = <T>(all: readonly T[]): T | undefined => all[all.length - 1];

/** Where a key leads from a mark; nothing for a key that leads nowhere. */
export function stepped(
  key: string,
  from: MarkPlace,
  { points, measures, vertical = false }: Pick<MarksProps, "points" | "measures" | "vertical">,
): MarkPlace | null {
  const rank = Math.max(0, measures.indexOf(from.measure));
  const along = (by: number) => ({ ...from, point: Math.min(points - 1, Math.max(0, from.point + by)) });
  const among = (by: number) => ({
    ...from,
    measure: measures[Math.min(measures.length - 1, Math.max(0, rank + by))] ?? from.measure,
  });
  switch (key) {
    case "ArrowRight":
      return vertical ? among(1) : along(1);
    case "ArrowLeft":
      return vertical ? among(-1) : along(-1);
    case "ArrowDown":
      return vertical ? along(1) : among(-1);
    case "ArrowUp":
      return vertical ? along(-1) : among(1);
    case "Home":
      return { ...from, point: 0 };
    case "End":
      return { ...from, point: points - 1 };
    default:
      return null;
  }
}

export function useMarks({ points, measures, vertical = false, onOpen }: MarksProps) {
  const [focus, setFocus] = useState<MarkPlace | null>(null);
  const [hover, setHover] = useState<MarkPlace | null>(null);
  const elements = useRef(new Map<string, SVGElement>());
  // What is focused may be gone with the points.
  const kept = focus && focus.point < points && measures.includes(focus.measure) ? focus : null;
  const entry = kept ?? { point: Math.max(0, points - 1), measure: last(measures) ?? 0 };
  const at = (place: MarkPlace) => `${place.point}.${place.measure}`;
  const onKeyDown = (event: KeyboardEvent, place: MarkPlace) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(place);
      return;
    }
    const next = stepped(event.key, place, { points, measures, vertical });
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    elements.current.get(at(next))?.focus();
  };
  const mark = (point: number, measure: number) => {
    const place = { point, measure };
    return {
      ref: (element: SVGGElement | null) => {
        if (element) elements.current.set(at(place), element);
        else elements.current.delete(at(place));
      },
      tabIndex: entry.point === point && entry.measure === measure ? 0 : -1,
      role: "button" as const,
      onClick: () => onOpen(place),
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, place),
      onFocus: () => setFocus(place),
      onBlur: () => setFocus(null),
      onMouseEnter: () => setHover(place),
      onMouseLeave: () => setHover(null),
    };
  };
  return { mark, active: hover ?? kept };
}
