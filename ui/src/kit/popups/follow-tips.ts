// When a tooltip shows: the pointer rests on a control, or the keyboard comes to it. Listens to the page as a whole.

/** Milliseconds of rest before the first; the next ones come at once while one is there or has just gone. */
export const OPEN_AFTER = 500;
const AGAIN_WITHIN = 400;
/** Milliseconds in which the pointer may cross over to the tooltip itself (WCAG 1.4.13). */
export const CLOSE_AFTER = 120;

const tipOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest("[data-tip]") : null;

export interface Follower {
  /** The tooltip goes, for a reason of its own. */
  close: () => void;
  stop: () => void;
}

/** Calls `show` with the control whose tooltip is to be seen, or null. */
export function followTips(show: (control: Element | null) => void): Follower {
  let shown: Element | null = null;
  let coming: Element | null = null;
  let pressed: Element | null = null;
  let closedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const set = (control: Element | null) => {
    clearTimeout(timer);
    coming = null;
    if (control === shown) return;
    if (!control) closedAt = performance.now();
    shown = control;
    show(control);
  };
  const over = (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    const control = tipOf(event.target);
    if (pressed && control !== pressed) pressed = null;
    const inTip = event.target instanceof Element && event.target.closest("[data-tip-popup]");
    if (control && (control === coming || control === pressed)) return;
    clearTimeout(timer);
    coming = null;
    if (inTip || control === shown) return;
    if (!control) timer = setTimeout(set, CLOSE_AFTER, null);
    else if (shown || performance.now() - closedAt < AGAIN_WITHIN) set(control);
    else {
      coming = control;
      timer = setTimeout(set, OPEN_AFTER, control);
    }
  };
  const out = (event: PointerEvent) => event.relatedTarget === null && set(null);
  const press = (event: Event) => {
    pressed = tipOf(event.target);
    set(null);
  };
  const focus = (event: FocusEvent) => {
    const { target } = event;
    if (target instanceof Element && target.matches("[data-tip]:focus-visible")) set(target);
  };
  const blur = (event: FocusEvent) => event.target === shown && set(null);
  const key = (event: KeyboardEvent) => event.key === "Escape" && set(null);

  const stop = new AbortController();
  const options = { capture: true, passive: true, signal: stop.signal };
  document.addEventListener("pointerover", over, options);
  document.addEventListener("pointerout", out, options);
  document.addEventListener("pointerdown", press, options);
  document.addEventListener("click", press, options);
  document.addEventListener("focusin", focus, options);
  document.addEventListener("focusout", blur, options);
  document.addEventListener("keydown", key, options);
  return {
    close: () => set(null),
    stop: () => {
      clearTimeout(timer);
      stop.abort();
    },
  };
}
