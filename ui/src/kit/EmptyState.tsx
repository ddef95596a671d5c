// What a screen says when it has nothing to show: one sentence, and what to do.
import type { ReactNode } from "react";
import { Notice } from "./Screen";

export interface EmptyStateProps {
  title: ReactNode;
  text?: ReactNode;
  /** Buttons. */
  children?: ReactNode;
  /** A whole page rather than a list; alone where no screen with its title is around it. */
  page?: boolean | "alone";
}

export function EmptyState({ title, text, children, page }: EmptyStateProps) {
  const Heading = page === "alone" ? "h1" : "h2";
  const empty = (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 p-8 text-center">
      {page ? <Heading className="text-title-1">{title}</Heading> : <p className="text-text-2">{title}</p>}
      {text && <p className="max-w-[52ch] text-text-2">{text}</p>}
      {children && <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
  if (page !== "alone") return empty;
  return (
    <>
      <Notice />
      {empty}
    </>
  );
}

/** Said once, after 150 ms without data; before that the previous content stays. */
export function Loading({ text }: { text: string }) {
  return (
    <p data-ready="false" className="loading-late p-4 text-text-3">
      {text}
    </p>
  );
}
