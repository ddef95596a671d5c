// What drawings of charts have in common.
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Chart } from "@/api/schema";
import type { MarkPlace } from "./use-marks";

export interface DrawingProps {
  chart: Chart;
  /** Places of the measures that are drawn. */
  measures: readonly number[];
  /** Above each other rather than side by side. */
  stacked?: boolean;
  onOpen: (place: MarkPlace) => void;
}

/** In the order of the series; the last stands for the others. */
export const colors = [
  "var(--c1)",
  "var(--c2)",
  "var(--c3)",
  "var(--c4)",
  "var(--c5)",
  "var(--c7)",
  "var(--c6)",
] as const;

/** The width that a drawing has, as the window changes. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
