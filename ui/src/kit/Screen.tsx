// The frame of a screen: top bar 48 with the only h1, the notice of the shell, then the content, which scrolls by itself.
import clsx from "clsx";
import { createContext, type ReactNode, useContext, useEffect } from "react";

export interface ScreenProps {
  title: ReactNode;
  /** After the title: count, state. */
  meta?: ReactNode;
  /** At the right: quiet, plain, then at most one primary. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A line that stays under the top bar of every screen. */
export const ScreenNotice = createContext<ReactNode>(null);

/** That line, in a screen that draws its own bar. */
export const Notice = () => useContext(ScreenNotice);

export function Screen({ title, meta, actions, children, className }: ScreenProps) {
  useEffect(() => {
    if (typeof title === "string" && title) document.title = `${title} — Relance`;
  }, [title]);
  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-12 flex-none items-center gap-3 border-b border-border px-4 py-1">
        <h1 className="truncate text-title-3">{title}</h1>
        {meta && <div className="min-w-0 shrink-[1000] truncate text-text-2">{meta}</div>}
        <div className="ml-auto flex flex-none items-center gap-2 max-[560px]:[&_kbd]:hidden">{actions}</div>
      </header>
      <Notice />
      <div className={clsx("flex min-h-0 min-w-0 flex-1 flex-col", className)}>{children}</div>
    </section>
  );
}
