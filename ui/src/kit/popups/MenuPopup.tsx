// The floating part of a menu, under its button or where the pointer is.
import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import { type MouseEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { MenuParts, menuLook } from "../menu-parts";
import type { Start, Triggered } from "../trigger";
import { Adopt } from "./Adopt";

const ITEM = "[role^=menuitem]:not([data-disabled])";

/** Puts the focus on the item where the keyboard begins, before the popup would take it for itself. */
function Begin({ at, popupId }: { at: Start; popupId: string }) {
  useLayoutEffect(() => {
    if (!at) return;
    const items = document.getElementById(popupId)?.querySelectorAll<HTMLElement>(ITEM) ?? [];
    items[at === "first" ? 0 : items.length - 1]?.focus({ preventScroll: true });
  }, [at, popupId]);
  return null;
}

interface MenuPopupProps extends Triggered {
  align: "start" | "center" | "end";
  side: "top" | "bottom" | "left" | "right";
  children: ReactNode;
}

export function MenuPopup(props: MenuPopupProps) {
  const { trigger, triggerId, popupId, open, onOpenChange, start, align, side, children } = props;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Trigger id={triggerId} render={({ ref }) => <Adopt element={trigger} as={ref} />} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-40">
          <Base.Popup id={popupId} className={menuLook}>
            <MenuParts value={Base}>{children}</MenuParts>
            <Begin at={start} popupId={popupId} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextPopupProps {
  element: RefObject<HTMLElement | null>;
  /** The event that asked for it first. */
  event: MouseEvent;
  /** Where the area finds the one that answers the events to come. */
  answer: RefObject<((event: MouseEvent) => void) | null>;
  onOpenChange?: ((open: boolean) => void) | undefined;
  children: ReactNode;
}

type Answer = ContextPopupProps["answer"]["current"];

function Answering({ event, answer, by }: Pick<ContextPopupProps, "event" | "answer"> & { by: Answer }) {
  const first = useRef<MouseEvent | null>(event);
  useEffect(() => {
    answer.current = by;
    if (first.current) by?.(first.current);
    first.current = null;
  });
  return null;
}

export function ContextPopup({ element, event, answer, onOpenChange, children }: ContextPopupProps) {
  return (
    <BaseContext.Root {...(onOpenChange ? { onOpenChange } : {})}>
      <BaseContext.Trigger
        render={({ ref, onContextMenu }) => (
          <>
            <Adopt element={element} as={ref} />
            <Answering event={event} answer={answer} by={onContextMenu as Answer} />
          </>
        )}
      />
      <BaseContext.Portal>
        <BaseContext.Positioner className="z-40">
          <BaseContext.Popup className={menuLook}>
            <MenuParts value={Base}>{children}</MenuParts>
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}
