// A work of seconds whose end nobody knows: what is being done, and a bar that only says that it goes on. Nothing at first: most
// waits are over before they are seen.
import type { ReactNode } from "react";
import { ProgressBar } from "./ProgressBar";

interface WaitingProps {
  /** A whole sentence: what is prepared, searched, compared. */
  text: string;
  /** The way out. */
  children?: ReactNode;
}

export function Waiting({ text, children }: WaitingProps) {
  return (
    <div role="status" data-ready="false" className="loading-late flex w-full max-w-lg flex-col gap-3">
      <p className="text-text-2">{text}</p>
      <ProgressBar label={text} done={0} total={null} />
      {children && <div className="flex flex-wrap gap-2">{children}</div>}
    </div>
  );
}
