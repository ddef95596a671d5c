// The name of a control and its key, on hover and on focus. The control only carries the words: one layer shows them for all.
import { cloneElement, type ReactElement } from "react";
import { Later, later } from "./later";

const Layer = later(() => import("./popups/TooltipLayer").then((m) => m.TooltipLayer));

export interface TooltipProps {
  text: string;
  keys?: string | undefined;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactElement;
}

export function Tooltip({ text, keys, side, children }: TooltipProps) {
  return cloneElement(children as ReactElement<Record<string, unknown>>, {
    "data-tip": text,
    "data-tip-keys": keys,
    "data-tip-side": side,
  });
}

/** Shows the tooltips of the whole page. */
export const Tooltips = () => (
  <Later>
    <Layer />
  </Later>
);
