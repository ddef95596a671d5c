// One entry of a timeline: its icon, what it was, when, what can be done with it, and what is below. Where something opens by it, what
// it was is what is pressed.
import type { ReactNode, Ref } from "react";
import { dateTime, time } from "@/format";

export interface TimelineEntryProps {
  /** UTC ms. */
  at: number;
  icon: ReactNode;
  head: ReactNode;
  onPress?: () => void;
  /** Whether what it opens below is open. */
  expanded?: boolean;
  pressed?: Ref<HTMLButtonElement>;
  menu?: ReactNode;
  children?: ReactNode;
  ref?: Ref<HTMLLIElement>;
}

export function TimelineEntry(props: TimelineEntryProps) {
  const { at, icon, head, onPress, expanded, pressed, menu, children, ref } = props;
  return (
    <li ref={ref} className="flex gap-3 py-2">
      <span className="flex size-7 flex-none items-center justify-center rounded-pill bg-sunken text-text-2">
        {icon}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex min-h-5 items-start gap-2">
          {onPress ? (
            <button
              ref={pressed}
              type="button"
              aria-expanded={expanded}
              className="-mx-1 min-w-0 flex-1 rounded-control px-1 text-left hover:bg-hover"
              onClick={onPress}
            >
              {head}
            </button>
          ) : (
            <span className="min-w-0 flex-1 break-words font-medium">{head}</span>
          )}
          <time dateTime={new Date(at).toISOString()} title={dateTime(at)} className="flex-none text-small text-text-3">
            {time(at)}
          </time>
          {menu}
        </div>
        {children}
      </div>
    </li>
  );
}
