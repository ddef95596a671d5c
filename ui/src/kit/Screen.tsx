// The frame of a screen: top bar 48 with the only h1, then the content. What is under it scrolls by itself.
import clsx from "clsx";
import type { ReactNode } from "react";

export interface ScreenProps {
  title: ReactNode;
  /** After the title: count, state. */
  meta?: ReactNode;
  /** At the right: quiet, plain, then at most one primary. */
  actions?: ReactNode;
  /** Wraps the bar's left part when more than a title is needed. */
  children: ReactNode;
  className?: string;
}

export function Screen({ title, meta, actions, children, className }: ScreenProps) {
  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-12 flex-none items-center gap-3 border-b border-border px-4 py-1">
        <h1 className="truncate text-title-3">{title}</h1>
        {meta && <div className="min-w-0 truncate text-text-2 tnum">{meta}</div>}
        <div className="ml-auto flex flex-none items-center gap-2">{actions}</div>
      </header>
      <div className={clsx("flex min-h-0 min-w-0 flex-1 flex-col", className)}>{children}</div>
    </section>
  );
}
