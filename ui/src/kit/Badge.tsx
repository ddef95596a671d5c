// A word on a coloured ground: a state. Colour never says it alone.
import clsx from "clsx";
import type { ReactNode } from "react";

export type Tone = "plain" | "ok" | "warn" | "danger";

const tones: Record<Tone, string> = {
  plain: "bg-sunken text-text-2",
  ok: "bg-ok-bg text-ok",
  warn: "bg-warn-bg text-warn",
  danger: "bg-danger-bg text-danger",
};

export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex h-[22px] items-center whitespace-nowrap rounded-pill px-2 text-small font-medium tnum",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

/** A tag: a short word in a chip, removable or not. */
export function Chip({ color, children }: { color?: string | null; children: ReactNode }) {
  return (
    <span className="inline-flex h-5 max-w-40 items-center gap-1.5 rounded-chip border border-border px-1.5 text-small text-text-2">
      {color && <span className="size-2 flex-none rounded-pill" style={{ background: `var(--${color})` }} />}
      <span className="truncate">{children}</span>
    </span>
  );
}
