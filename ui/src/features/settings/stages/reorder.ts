// Dragging a line of a short list by its handle, and the same with Alt+↑↓. Lines have one height: the place is arithmetic.
import { type KeyboardEvent, type PointerEvent, useState } from "react";

/** The place a line dragged by `offset` pixels comes to. */
export function placeAt(from: number, offset: number, height: number, count: number): number {
  return Math.min(count - 1, Math.max(0, from + Math.round(offset / height)));
}

/** The list once the line has moved. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [line] = next.splice(from, 1);
  if (line !== undefined) next.splice(to, 0, line);
  return next;
}

interface Drag {
  from: number;
  startY: number;
  offset: number;
}

export function useReorder(count: number, height: number, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const to = drag && placeAt(drag.from, drag.offset, height, count);

  const handle = (index: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: index, startY: event.clientY, offset: 0 });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag) setDrag({ ...drag, offset: event.clientY - drag.startY });
    },
    onPointerUp: () => {
      if (drag && to !== null && to !== drag.from) onMove(drag.from, to);
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key === "Escape" && drag) {
        event.stopPropagation();
        return setDrag(null);
      }
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (!event.altKey || step === 0) return;
      event.preventDefault();
      event.stopPropagation();
      const next = index + step;
      if (next >= 0 && next < count) onMove(index, next);
    },
  });

  /** How far a line stands from its place while another is dragged past it. */
  const shift = (index: number): number => {
    if (!drag || to === null) return 0;
    if (index === drag.from) return drag.offset;
    if (index > drag.from && index <= to) return -height;
    if (index < drag.from && index >= to) return height;
    return 0;
  };

  return { handle, shift, dragged: drag?.from ?? null };
}
