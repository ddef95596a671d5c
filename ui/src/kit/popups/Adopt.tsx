// Stands where Base UI expects its trigger and hands it the plain control that is already in the document: it points there,
// gives the focus back there, and does not take a press on it for a press outside.
import { type Ref, type RefObject, useLayoutEffect } from "react";

interface AdoptProps {
  element: RefObject<HTMLElement | null>;
  /** The ref that Base UI gives to its trigger. */
  as: Ref<HTMLElement> | undefined;
}

export function Adopt({ element, as }: AdoptProps) {
  useLayoutEffect(() => {
    if (typeof as !== "function") return;
    const leave = as(element.current);
    return () => {
      if (leave) leave();
      else as(null);
    };
  }, [as, element]);
  return null;
}
