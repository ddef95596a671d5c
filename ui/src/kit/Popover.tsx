// A small panel beside its button, for a choice or a short form.
import type { ReactElement, ReactNode } from "react";
import { later } from "./later";
import { useTrigger } from "./trigger";

const PopoverPopup = later(() => import("./popups/PopoverPopup").then((m) => m.PopoverPopup));

export interface PopoverPlace {
  /** Where it points when there is no trigger: an element or a rectangle. */
  anchor?: Element | { getBoundingClientRect: () => DOMRect } | null;
  /** Read by screen readers; shown when `titled`. */
  title: string;
  titled?: boolean;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  width?: number;
  /** Where the focus goes when it opens; to the first control unless it is told. */
  initialFocus?: () => HTMLElement | null;
  children: ReactNode;
}

export interface PopoverProps extends PopoverPlace {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

function Triggered({ trigger, open, onOpenChange, ...place }: PopoverProps & { trigger: ReactElement }) {
  const [control, given] = useTrigger({ trigger, popup: "dialog", open, onOpenChange });
  return (
    <>
      {control}
      {given && <PopoverPopup {...place} {...given} />}
    </>
  );
}

export function Popover({ trigger, ...props }: PopoverProps) {
  if (trigger) return <Triggered trigger={trigger} {...props} />;
  const { open = false, onOpenChange, ...place } = props;
  return <PopoverPopup {...place} open={open} onOpenChange={(next) => onOpenChange?.(next)} />;
}
