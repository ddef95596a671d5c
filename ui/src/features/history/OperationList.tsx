// The lines, windowed; more pages are asked for as the end comes near. Arrows move, Enter opens the details.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import type { Id, Operation } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { dayHeading } from "@/format";
import { AT_REST, OVERSCAN, useSlots } from "@/kit";
import { type Line, linesOf, sentenceOf } from "./entries";
import { OperationLine } from "./OperationLine";

const ROW = 44;
const NEAR_END = 20;

interface OperationListProps {
  operations: readonly Operation[];
  open: Id | undefined;
  busy: Id | null;
  onOpen: (id: Id) => void;
  onUndo: (id: Id) => void;
  onEnd: () => void;
}

/** Arrows go from line to line; Tab still reaches the buttons. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-line]")].sort(
    (a, b) => Number(a.dataset.line) - Number(b.dataset.line),
  );
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const next = lines[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const keyOf = (line: Line | undefined): string | undefined =>
  line && (line.kind === "day" ? `day ${line.at}` : line.operation.id);

export function OperationList({ operations, open, busy, onOpen, onUndo, onEnd }: OperationListProps) {
  const w = useWords().history;
  const lines = useMemo(() => linesOf(operations), [operations]);
  const slots = useSlots();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    rangeExtractor: slots.range,
    isScrollingResetDelay: AT_REST,
  });
  const items = virtual.getVirtualItems();
  const placed = slots.place(
    items.map((item) => item.index),
    (index) => keyOf(lines[index]),
    virtual.isScrolling,
  );
  const last = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes near, not when the caller draws again.
  useEffect(() => {
    if (last >= lines.length - NEAR_END) onEnd();
  }, [last, lines.length]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows move among the buttons inside.
    <div ref={scroller} className="vscroll" onKeyDown={onArrow}>
      <ul aria-label={w.list} className="relative max-w-[1080px]" style={{ height: virtual.getTotalSize() }}>
        {placed.map(({ index, slot }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <li key={slot} className="absolute inset-x-0 h-11" style={{ transform: `translateY(${index * ROW}px)` }}>
              {line.kind === "day" ? (
                <h2 className="flex h-full items-end px-4 pb-1.5 text-small font-medium text-text-3">
                  {dayHeading(line.at)}
                </h2>
              ) : (
                <OperationLine
                  index={index}
                  operation={line.operation}
                  sentence={sentenceOf(line.operation)}
                  isOpen={line.operation.id === open}
                  isBusy={line.operation.id === busy}
                  onOpen={onOpen}
                  onUndo={onUndo}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
