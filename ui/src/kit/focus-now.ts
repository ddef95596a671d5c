// The focus goes into what opens before it is painted. Base UI does it a frame later: letters typed meanwhile, by
// somebody who knows the way, would be lost or go to what lies behind.
import type { RefObject } from "react";

const CONTROLS = "a[href],button,input:not([type=hidden]),select,textarea,[contenteditable=true],[tabindex]";

const firstControl = (popup: HTMLElement | null): HTMLElement | undefined =>
  [...(popup?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].find(
    (control) => control.tabIndex >= 0 && !control.matches(":disabled,[data-base-ui-focus-guard]"),
  );

/** Whether letters are written into it. Not a button: the same Enter that opened the dialog would press it. */
const isWrittenInto = (target: HTMLElement): boolean =>
  target.matches("input:not([type=checkbox],[type=radio],[type=button])");

/**
 * For `initialFocus` of a dialog or a popover: `wanted`, or the first control, gets the focus at once if one writes into
 * it. Answers where Base UI should put it a frame later, or false where it is there already.
 */
export function focusNow(popup: RefObject<HTMLElement | null>, wanted?: () => HTMLElement | null | undefined) {
  return (): HTMLElement | boolean => {
    const target = wanted?.() ?? firstControl(popup.current);
    if (!target) return true;
    if (!isWrittenInto(target)) return target;
    target.focus({ preventScroll: true });
    return document.activeElement === target ? false : target;
  };
}
