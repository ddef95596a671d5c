// When one step replaces another, the button that had the focus is gone: the new content takes it, so that the keyboard
// and the screen reader go on from there. A focus that is somewhere else is left alone.
import { type RefObject, useEffect, useRef } from "react";

export function useLanding<T extends HTMLElement>(key: string): RefObject<T | null> {
  const target = useRef<T>(null);
  const before = useRef<string | null>(null);
  useEffect(() => {
    const isFirst = before.current === null;
    const moved = before.current !== key;
    before.current = key;
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (moved && (!isFirst || isLost)) target.current?.focus({ preventScroll: true });
  }, [key]);
  return target;
}
