// The pairs, the surest first, windowed; more are asked for as the end comes near. The one that is compared is marked.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useWords } from "@/app/i18n";
import { AT_REST, OVERSCAN, useSlots } from "@/kit";
import type { Pair } from "./data";
import { percentOf, reasonTexts } from "./reasons";

const ROW = 60;
const NEAR_END = 20;

interface PairListProps {
  pairs: readonly Pair[];
  current: number;
  onChoose: (index: number) => void;
  onEnd: () => void;
}

export function PairList({ pairs, current, onChoose, onEnd }: PairListProps) {
  const w = useWords().duplicates;
  const slots = useSlots();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: pairs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    rangeExtractor: slots.range,
    isScrollingResetDelay: AT_REST,
  });
  const items = virtual.getVirtualItems();
  const placed = slots.place(
    items.map((item) => item.index),
    (index) => pairs[index]?.key,
    virtual.isScrolling,
  );
  const last = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes near, not when the caller draws again.
  useEffect(() => {
    if (last >= pairs.length - NEAR_END) onEnd();
  }, [last, pairs.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list follows the pair, not its own drawing.
  useEffect(() => {
    if (current < pairs.length) virtual.scrollToIndex(current);
  }, [current]);
  // The focus that was on a pair now decided, or on the screen before, goes on from the pair that is compared.
  const chosen = pairs[current]?.key;
  const isDrawn = items.length > 0;
  useEffect(() => {
    if (!chosen || !isDrawn || (document.activeElement && document.activeElement !== document.body)) return;
    scroller.current?.querySelector<HTMLElement>("[aria-current]")?.focus({ preventScroll: true });
  }, [chosen, isDrawn]);
  return (
    <div
      ref={scroller}
      className="vscroll !flex-none border-border max-[899px]:h-[184px] max-[899px]:border-b min-[900px]:w-[320px] min-[900px]:border-r"
    >
      <ul aria-label={w.list} className="relative" style={{ height: virtual.getTotalSize() }}>
        {placed.map(({ index, slot }) => {
          const pair = pairs[index];
          if (!pair) return null;
          return (
            <li
              key={slot}
              className="absolute inset-x-0 h-[60px]"
              style={{ transform: `translateY(${index * ROW}px)` }}
            >
              <button
                type="button"
                tabIndex={index === current ? 0 : -1}
                aria-current={index === current ? "true" : undefined}
                data-line={index}
                className="flex h-full w-full flex-col justify-center gap-0.5 border-b border-border px-4 text-left hover:bg-hover aria-[current]:bg-selected"
                onClick={() => onChoose(index)}
              >
                <span className="flex w-full items-baseline gap-2">
                  <span className="min-w-0 flex-1 truncate font-medium">
                    {pair.a.name === pair.b.name ? pair.a.name : `${pair.a.name} · ${pair.b.name}`}
                  </span>
                  <span className="flex-none text-small text-text-2 tnum">{w.percent(percentOf(pair.score))}</span>
                </span>
                <span className="w-full truncate text-small text-text-3">
                  {reasonTexts(pair.reasons, w).join(" · ")}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
