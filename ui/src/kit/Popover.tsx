// A small panel beside its button, for a choice or a short form.
import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

export interface PopoverProps {
  trigger?: ReactElement;
  /** Where it points when there is no trigger: an element or a rectangle. */
  anchor?: Element | { getBoundingClientRect: () => DOMRect } | null;
  /** Read by screen readers; shown when `titled`. */
  title: string;
  titled?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  width?: number;
  children: ReactNode;
}

export function Popover(props: PopoverProps) {
  const {
    trigger,
    anchor,
    title,
    titled,
    open,
    onOpenChange,
    side = "bottom",
    align = "start",
    width,
    children,
  } = props;
  return (
    <Base.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-40" {...(anchor ? { anchor } : {})}>
          <Base.Popup
            className="float max-h-[var(--available-height)] max-w-[calc(100vw-32px)] overflow-auto p-3"
            style={{ width }}
          >
            <Base.Title className={titled ? "mb-2 font-semibold" : "sr-only"}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const PopoverClose = ({ children }: { children: ReactElement }) => <Base.Close render={children} />;
