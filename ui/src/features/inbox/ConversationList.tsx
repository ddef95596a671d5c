// The conversations of a tab, windowed. Which one is open is the screen’s; the arrows are its shortcuts.
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { Clock, Paperclip } from "lucide-react";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useSettings } from "@/app/preferences";
import { whenText } from "@/features/reminders";
import { dateTime, fullDateTime } from "@/format";
import { AT_REST, beforeMeasured, capped, useOverscan } from "@/kit";
import { ArrivalMark } from "./ArrivalMark";
import { rowTime, whoText } from "./data";
import type { Conversation } from "./types";

export interface ConversationListHandle {
  focus: (id: Id) => void;
  hasFocus: () => boolean;
}

interface ConversationListProps {
  label: string;
  rows: readonly Conversation[];
  current: Id | undefined;
  isOutdated: boolean;
  onChoose: (id: Id) => void;
  /** The end of what was read is near. */
  onEnd: () => void;
  ref: Ref<ConversationListHandle>;
}

const HEIGHT = 80;
const OVERSCAN = 6;
const NEAR = 20;

function Row({ row, isCurrent }: { row: Conversation; isCurrent: boolean }) {
  const w = useWords().inbox;
  const isNew = row.unread > 0;
  const company = row.people[0]?.company;
  const who = whoText(row);
  return (
    <button
      type="button"
      data-conversation={row.id}
      aria-current={isCurrent || undefined}
      tabIndex={isCurrent ? 0 : -1}
      className={clsx(
        "flex h-full w-full flex-col justify-center border-b border-border px-4 text-left outline-offset-[-2px] transition-colors duration-[120ms]",
        isCurrent ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <span className="flex w-full items-baseline gap-2">
        {isNew && (
          <span role="img" aria-label={w.unread} className="size-2 flex-none self-center rounded-pill bg-accent" />
        )}
        <span className={clsx("min-w-0 flex-1 truncate", isNew ? "font-semibold" : "font-medium")}>
          {who}
          {company && company !== who && <span className={isNew ? "" : "font-normal text-text-2"}> · {company}</span>}
        </span>
        <time
          dateTime={new Date(row.newest_at).toISOString()}
          title={fullDateTime(row.newest_at)}
          className="flex-none text-small text-text-3"
        >
          {rowTime(row.newest_at)}
        </time>
      </span>
      <span className="flex w-full items-center gap-1.5">
        <span className={clsx("min-w-0 truncate", isNew && "font-semibold")}>{row.subject || w.noSubject}</span>
        {row.count > 1 && <span className="flex-none text-small text-text-3 tnum">{row.count}</span>}
        <span className="flex-1" />
        {row.has_attachments && (
          <Paperclip role="img" aria-label={w.hasAttachments} className="!size-3.5 flex-none text-text-3" />
        )}
      </span>
      <span className="flex w-full items-center gap-1.5 text-small text-text-2">
        {row.arrival && <ArrivalMark arrival={row.arrival} isNear />}
        {row.state === "snoozed" && row.until !== null ? (
          <span title={dateTime(row.until)} className="flex min-w-0 items-center gap-1 truncate">
            <Clock aria-hidden="true" className="!size-3.5" /> {w.until({ when: whenText(row.until, true) })}
          </span>
        ) : (
          <span className="min-w-0 truncate">
            {row.direction === "out" && <span className="text-text-3">{w.mine} </span>}
            {row.start}
          </span>
        )}
      </span>
    </button>
  );
}

export function ConversationList(props: ConversationListProps) {
  const { label, rows, current, isOutdated, onChoose, onEnd, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const overscan = useOverscan(OVERSCAN);
  const height = Math.round((HEIGHT * useSettings().text_size) / 100);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan,
    initialRect: beforeMeasured(),
    rangeExtractor: capped,
    isScrollingResetDelay: AT_REST,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the text has another size.
  useEffect(() => virtual.measure(), [height]);
  const items = virtual.getVirtualItems();
  const lowest = items.at(-1)?.index ?? 0;
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (rows.length > 0 && lowest > rows.length - NEAR) end.current();
  }, [lowest, rows.length]);
  const find = (id: Id) => scroller.current?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`);
  useImperativeHandle(ref, () => ({
    focus: (id) => {
      const index = rows.findIndex((row) => row.id === id);
      if (index < 0) return;
      virtual.scrollToIndex(index, { align: "auto" });
      const here = find(id);
      if (here) here.focus({ preventScroll: true });
      else requestAnimationFrame(() => find(id)?.focus({ preventScroll: true }));
    },
    hasFocus: () => {
      const at = document.activeElement;
      return at === null || at === document.body || scroller.current?.contains(at) === true;
    },
  }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the buttons inside.
    // biome-ignore lint/a11y/useKeyWithClickEvents: they are pressed by the keyboard themselves.
    <div
      ref={scroller}
      aria-busy={isOutdated}
      className="vscroll outdated"
      onClick={(event) => {
        const id = (event.target as Element).closest<HTMLElement>("[data-conversation]")?.dataset.conversation;
        if (id) onChoose(id);
      }}
    >
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start, size }) => {
          const row = rows[index];
          return (
            row && (
              <li
                key={key}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)`, height: size }}
              >
                <Row row={row} isCurrent={row.id === current} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
