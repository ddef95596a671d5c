// Dragging cards by pointer events: no HTML5 drag, which the window keeps for files. A clone follows the pointer by one
// transform a frame; the screen above is told only when the place changes. It knows no prospect and no React.
import { columnAt, edgeScroll, insertionIndex, isBeyond, isInside, sideScroll } from "./geometry";

export type Target = { kind: "place"; column: string; index: number } | { kind: "outcome"; stage: string };

export interface DragSettings {
  /** Height of a card with the gap under it. */
  stride: number;
  /** Height at the bottom of the board that the bar of outcomes covers. */
  reserve: number;
}

export interface DragHandlers {
  settings: () => DragSettings;
  /** The card that was taken; answers what the clone says besides, such as a count. */
  onStart: (card: string, column: string) => string | null;
  onOver: (target: Target | null) => void;
  onDrop: (target: Target) => void;
  /** Always the last one, dropped or not. */
  onEnd: () => void;
}

interface Column {
  id: string;
  list: HTMLElement;
  box: DOMRect;
}

interface Press {
  pointer: number;
  touch: boolean;
  card: HTMLElement;
  column: string;
  fromX: number;
  fromY: number;
  x: number;
  y: number;
}

interface Drag extends Press {
  ghost: HTMLElement;
  /** From the corner of the card to the pointer. */
  grabX: number;
  grabY: number;
  columns: Column[];
  outcomes: { stage: string; box: DOMRect }[];
  over: string;
  target: Target | null;
}

const LONG_PRESS = 350;
const COLUMN = "[data-column]";
const CARD = "[data-card]";

const measure = (board: HTMLElement): Column[] =>
  [...board.querySelectorAll<HTMLElement>(COLUMN)].map((list) => ({
    id: list.dataset.column ?? "",
    list,
    box: list.getBoundingClientRect(),
  }));

function makeGhost(card: HTMLElement, label: string | null): HTMLElement {
  const box = card.getBoundingClientRect();
  const ghost = card.cloneNode(true) as HTMLElement;
  for (const name of ["data-card", "id", "tabindex", "role", "aria-describedby"]) ghost.removeAttribute(name);
  ghost.setAttribute("aria-hidden", "true");
  ghost.dataset.ghost = "";
  Object.assign(ghost.style, {
    position: "fixed",
    inset: "0 auto auto 0",
    zIndex: "60",
    width: `${box.width}px`,
    height: `${box.height}px`,
    // It lies under the pointer and so gives it its look: every other element would inherit a cursor, and be styled anew.
    cursor: "grabbing",
    boxShadow: "var(--float)",
    opacity: "1",
  });
  if (label) {
    const count = document.createElement("span");
    count.textContent = label;
    count.className =
      "absolute -top-2.5 -right-2.5 rounded-pill bg-accent px-2 text-small font-medium text-on-accent tnum";
    ghost.append(count);
  }
  return ghost;
}

/** The click that follows a drag is not a click. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}

export function attachDrag(board: HTMLElement, handlers: DragHandlers): () => void {
  let press: Press | null = null;
  let drag: Drag | null = null;
  let frame = 0;
  let held: ReturnType<typeof setTimeout> | undefined;

  const start = (from: Press) => {
    const box = from.card.getBoundingClientRect();
    const label = handlers.onStart(from.card.dataset.card ?? "", from.column);
    const ghost = makeGhost(from.card, label);
    document.body.append(ghost);
    drag = {
      ...from,
      ghost,
      grabX: from.fromX - box.left,
      grabY: from.fromY - box.top,
      columns: measure(board),
      outcomes: [],
      over: "",
      target: null,
    };
    ghost.setPointerCapture?.(from.pointer);
    ghost.addEventListener("wheel", onWheel, { passive: true });
  };

  const outcomeAt = (now: Drag): Target | null => {
    // The bar rises after the drag began: it is measured once it is there.
    if (now.outcomes.length === 0)
      now.outcomes = [...board.querySelectorAll<HTMLElement>("[data-outcome]")].map((zone) => ({
        stage: zone.dataset.outcome ?? "",
        box: zone.getBoundingClientRect(),
      }));
    const zone = now.outcomes.find(({ box }) => isInside(now.x, now.y, box));
    return zone ? { kind: "outcome", stage: zone.stage } : null;
  };

  /** The target under the pointer; scrolls the column when the pointer is at one of its ends. */
  const placeAt = (now: Drag, { stride, reserve }: DragSettings, floor: number): [Target | null, boolean] => {
    const column = columnAt(now.x, now.columns);
    if (!column) return [null, false];
    const { list, box } = column;
    const before = list.scrollTop;
    const step = edgeScroll(now.y, box.top, Math.min(box.bottom, floor - reserve));
    if (step) list.scrollTop += step;
    const count = Number(list.dataset.count ?? 0);
    const place = { top: box.top, scrollTop: list.scrollTop, stride, count };
    const index = insertionIndex(now.y - now.grabY, place);
    return [{ kind: "place", column: column.id, index }, list.scrollTop !== before];
  };

  const tell = (now: Drag, target: Target | null) => {
    const key = target ? (target.kind === "place" ? `${target.column} ${target.index}` : target.stage) : "";
    now.target = target;
    if (key === now.over) return;
    now.over = key;
    handlers.onOver(target);
  };

  const onFrame = () => {
    frame = 0;
    if (!drag) return;
    const now = drag;
    now.ghost.style.transform = `translate3d(${now.x - now.grabX}px,${now.y - now.grabY}px,0) rotate(1deg)`;
    const settings = handlers.settings();
    const room = board.getBoundingClientRect();
    const outcome = now.y > room.bottom - settings.reserve ? outcomeAt(now) : null;
    const [place, scrolled] = outcome ? [null, false] : placeAt(now, settings, room.bottom);
    tell(now, outcome ?? place);
    const before = board.scrollLeft;
    const step = sideScroll(now.x, room.left, room.right);
    if (step) board.scrollLeft += step;
    const moved = board.scrollLeft !== before;
    if (moved) now.columns = measure(board);
    if (moved || scrolled) ask();
  };
  const ask = () => {
    if (!frame) frame = requestAnimationFrame(onFrame);
  };

  /** The wheel turns what lies under the clone. */
  const onWheel = (event: WheelEvent) => {
    if (!drag) return;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : handlers.settings().stride;
    const list = columnAt(drag.x, drag.columns)?.list;
    if (list) list.scrollTop += event.deltaY * unit;
    board.scrollLeft += event.deltaX * unit;
    drag.columns = measure(board);
    ask();
  };

  const finish = (): Drag | null => {
    clearTimeout(held);
    if (frame) cancelAnimationFrame(frame);
    frame = 0;
    listen(false);
    const done = drag;
    press = drag = null;
    done?.ghost.remove();
    return done;
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== press?.pointer) return;
    if (drag) {
      drag.x = event.clientX;
      drag.y = event.clientY;
      onFrame();
    }
    const done = finish();
    if (!done) return;
    swallowClick();
    if (done.target) handlers.onDrop(done.target);
    handlers.onEnd();
  };
  const cancel = () => {
    if (!finish()) return;
    swallowClick();
    handlers.onEnd();
  };
  const onMove = (event: PointerEvent) => {
    if (!press || event.pointerId !== press.pointer) return;
    // The button was let go where nobody could hear it.
    if (!press.touch && event.buttons === 0) return cancel();
    const now = drag ?? press;
    now.x = event.clientX;
    now.y = event.clientY;
    if (drag) return ask();
    const far = isBeyond(now.x - now.fromX, now.y - now.fromY);
    if (far && press.touch) return cancel();
    if (!far) return;
    start(press);
    ask();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !drag) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  const onTouchMove = (event: TouchEvent) => {
    if (drag) event.preventDefault();
  };
  const listen = (on: boolean) => {
    const change = on ? "addEventListener" : "removeEventListener";
    window[change]("pointermove", onMove as EventListener);
    window[change]("pointerup", onUp as EventListener);
    window[change]("pointercancel", cancel);
    window[change]("keydown", onKey as EventListener, { capture: true });
  };
  const onDown = (event: PointerEvent) => {
    const target = event.target as Element;
    const card = target.closest<HTMLElement>(CARD);
    const column = card?.closest<HTMLElement>(COLUMN)?.dataset.column;
    if (event.button !== 0 || !event.isPrimary || !card || column === undefined || press) return;
    const { clientX: x, clientY: y, pointerId: pointer } = event;
    const touch = event.pointerType === "touch";
    press = { pointer, touch, card, column, fromX: x, fromY: y, x, y };
    listen(true);
    if (touch)
      held = setTimeout(() => {
        if (!press) return;
        start(press);
        ask();
      }, LONG_PRESS);
  };
  board.addEventListener("pointerdown", onDown);
  board.addEventListener("touchmove", onTouchMove, { passive: false });
  return () => {
    cancel();
    finish();
    board.removeEventListener("pointerdown", onDown);
    board.removeEventListener("touchmove", onTouchMove);
  };
}
