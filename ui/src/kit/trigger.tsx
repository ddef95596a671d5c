// The control in front of a popup: a plain one. What floats (its code, its state, its listeners) is there from the first time
// that it is asked for, and then takes the control for its own: see popups/Adopt.
import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type RefObject,
  useId,
  useRef,
  useState,
} from "react";

/** Where a menu opened by the keyboard begins. */
export type Start = "first" | "last" | null;

/** What a popup needs of its control. */
export interface Triggered {
  trigger: RefObject<HTMLElement | null>;
  triggerId: string;
  popupId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  start: Start;
}

interface TriggerOptions {
  trigger: ReactElement;
  popup: "menu" | "dialog";
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

interface ControlProps extends Record<string, unknown> {
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** The control to draw and, once it was used, what its popup needs. */
export function useTrigger({ trigger, popup, open, onOpenChange }: TriggerOptions): [ReactElement, Triggered | null] {
  const [own, setOwn] = useState({ open: false, start: null as Start });
  const element = useRef<HTMLElement>(null);
  const id = useId();
  const shown = open ?? own.open;
  const [asked, setAsked] = useState(shown);
  if (shown && !asked) setAsked(true);
  const change = (next: boolean, start: Start = null) => {
    setOwn({ open: next, start });
    onOpenChange?.(next);
  };
  const plain = trigger as ReactElement<ControlProps>;
  const { props } = plain;
  const triggerId = typeof props.id === "string" ? props.id : `${id}control`;
  const popupId = `${id}popup`;
  const control = cloneElement(plain, {
    ref: element,
    id: triggerId,
    "aria-haspopup": popup,
    "aria-expanded": shown,
    "aria-controls": shown ? popupId : undefined,
    "data-popup-open": shown ? "" : undefined,
    // The keyboard, and a screen reader, press without a pointer: a click of no count.
    onClick: (event: MouseEvent) => {
      props.onClick?.(event);
      change(!shown, event.detail === 0 ? "first" : null);
    },
    onKeyDown: (event: KeyboardEvent) => {
      props.onKeyDown?.(event);
      if (popup !== "menu" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      event.stopPropagation();
      change(true, event.key === "ArrowDown" ? "first" : "last");
    },
  });
  const given = { trigger: element, triggerId, popupId, open: shown, onOpenChange: change, start: own.start };
  return [control, asked ? given : null];
}
