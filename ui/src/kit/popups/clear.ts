// Where toasts stand: at the bottom, or above what is to stay reachable under them: the bars of actions, the lines that add
// something, and whatever has the focus.

/** A box on the page, in pixels of the window. */
export interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const GAP = 8;
/** They do not climb beyond this share of the window: what lies so high is not at the bottom any more. */
const HIGHEST = 0.5;

/** How far above the bottom of the window a stack of toasts stands clear of all obstacles. */
export function clearOf(stack: Box, obstacles: readonly Box[], height: number, base: number): number {
  const high = stack.bottom - stack.top;
  let bottom = base;
  for (const at of [...obstacles].sort((a, b) => b.bottom - a.bottom)) {
    if (at.right <= stack.left || at.left >= stack.right) continue;
    const under = height - bottom;
    if (at.top < under && at.bottom > under - high) bottom = height - at.top + GAP;
  }
  return bottom + high > height * HIGHEST ? base : bottom;
}

/** The focus of a whole list or screen is not in one place; that of its active cell is. */
const TALLEST = 120;

const boxOf = (element: Element | null): Box[] => {
  const box = element?.getBoundingClientRect();
  return box && box.width > 0 && box.height > 0 && box.height <= TALLEST ? [box] : [];
};

/** What toasts must not lie on, now. */
export function obstacles(page: Document): Box[] {
  const focused = page.activeElement;
  const active = focused?.getAttribute("aria-activedescendant");
  return [
    ...[...page.querySelectorAll("[data-keep-clear],[data-floating-bar]")].flatMap(boxOf),
    ...(focused && focused !== page.body && !focused.closest(".toasts") ? boxOf(focused) : []),
    ...(active ? boxOf(page.getElementById(active)) : []),
  ];
}
