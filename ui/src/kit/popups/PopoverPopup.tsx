// The floating part of a popover, beside its button or what it points at.
import { Popover as Base } from "@base-ui/react/popover";
import { useRef } from "react";
import { focusNow } from "../focus-now";
import type { PopoverPlace } from "../Popover";
import type { Triggered } from "../trigger";
import { Adopt } from "./Adopt";

type PopoverPopupProps = PopoverPlace & Pick<Triggered, "open" | "onOpenChange"> & Partial<Triggered>;

export function PopoverPopup(props: PopoverPopupProps) {
  const { trigger, triggerId, popupId, open, onOpenChange, anchor, title, titled, width, initialFocus, children } =
    props;
  const { side = "bottom", align = "start" } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {trigger && <Base.Trigger id={triggerId} render={({ ref }) => <Adopt element={trigger} as={ref} />} />}
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-40" {...(anchor ? { anchor } : {})}>
          <Base.Popup
            {...(popupId ? { id: popupId } : {})}
            ref={popup}
            initialFocus={focusNow(popup, initialFocus)}
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
