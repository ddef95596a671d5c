// The lines of the day, windowed. Which one is chosen is the screen’s; the arrows are its shortcuts.
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronDown, ChevronRight } from "lucide-react";
import { type MouseEvent, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useWords } from "@/app/i18n";
import { useSettings } from "@/app/preferences";
import { integer } from "@/format";
import { AT_REST, Button, beforeMeasured, capped, useOverscan } from "@/kit";
import { IdleLine, ReminderLine } from "./DayRow";
import { heightOf, type Line } from "./lines";

export interface DayListHandle {
  /** Brings a line into view and gives it the focus. */
  focus: (key: string) => void;
  hasFocus: () => boolean;
}

interface DayListProps {
  lines: readonly Line[];
  /** The line that letters act on. */
  current: string | undefined;
  onChoose: (key: string) => void;
  onFold: () => void;
  onMore: () => void;
  ref: Ref<DayListHandle>;
}

const OVERSCAN = 6;

function Head({ line, onFold }: { line: Extract<Line, { kind: "head" }>; onFold: () => void }) {
  const w = useWords().today;
  const label = w.sections[line.section];
  const count = line.count > 0 && <span className="font-normal text-text-3 tnum">{integer(line.count)}</span>;
  const className = "flex h-full items-end gap-2 px-4 pb-2 text-small font-medium text-text-2";
  if (line.folded === null)
    return (
      <h2 className={className}>
        {label} {count}
      </h2>
    );
  return (
    <h2 className={className}>
      <button
        type="button"
        aria-expanded={!line.folded}
        className="-ml-1 flex min-h-6 items-center gap-1 rounded-control pr-2 hover:bg-hover"
        onClick={onFold}
      >
        {line.folded ? <ChevronRight aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
        {label} <span className="ml-1">{count}</span>
      </button>
    </h2>
  );
}

export function DayList({ lines, current, onChoose, onFold, onMore, ref }: DayListProps) {
  const w = useWords().today;
  const scroller = useRef<HTMLDivElement>(null);
  const overscan = useOverscan(OVERSCAN);
  const scale = useSettings().text_size / 100;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => Math.round(heightOf(lines[index] as Line) * scale),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan,
    initialRect: beforeMeasured(),
    rangeExtractor: capped,
    isScrollingResetDelay: AT_REST,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the text has another size.
  useEffect(() => virtual.measure(), [scale]);
  const find = (key: string): HTMLElement | null =>
    scroller.current?.querySelector<HTMLElement>(`[data-day="${CSS.escape(key)}"]`) ?? null;
  useImperativeHandle(ref, () => ({
    focus: (key) => {
      const index = lines.findIndex((line) => line.key === key);
      if (index < 0) return;
      virtual.scrollToIndex(index, { align: "auto" });
      // Drawn first where it was out of sight.
      const now = find(key);
      if (now) now.focus({ preventScroll: true });
      else requestAnimationFrame(() => find(key)?.focus({ preventScroll: true }));
    },
    hasFocus: () => {
      const at = document.activeElement;
      return at === null || at === document.body || scroller.current?.contains(at) === true;
    },
  }));
  const onClick = (event: MouseEvent) => {
    const key = (event.target as Element).closest<HTMLElement>("[data-day]")?.dataset.day;
    if (key) onChoose(key);
  };
  const draw = (line: Line) => {
    const place = { lineKey: line.key, current: line.key === current, reachable: line.key === current };
    if (line.kind === "head") return <Head line={line} onFold={onFold} />;
    if (line.kind === "reminder") return <ReminderLine row={line.row} {...place} />;
    if (line.kind === "idle") return <IdleLine row={line.row} {...place} />;
    if (line.kind === "rest") return <p className="px-4 pt-2 text-small text-text-3">{w.rest(line.count)}</p>;
    return (
      <p className="px-4 pt-2">
        <Button size="toolbar" kind="quiet" className="-ml-2" onClick={onMore}>
          {w.seeWithout(line.count)}
        </Button>
      </p>
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the buttons inside.
    // biome-ignore lint/a11y/useKeyWithClickEvents: they are pressed by the keyboard themselves.
    <div ref={scroller} className="vscroll" onClick={onClick}>
      <ul aria-label={w.list} className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start, size }) => {
          const line = lines[index];
          return (
            line && (
              <li
                key={key}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)`, height: size }}
              >
                {draw(line)}
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
