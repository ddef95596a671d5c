// One setting: its name and what it does at the left, its control at the right.
import type { ReactNode } from "react";

export function Row({ title, text, children }: { title: ReactNode; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-border py-3 first:pt-0 last:border-b-0">
      <div className="min-w-48 flex-1">
        <p className="font-medium">{title}</p>
        {text && <div className="text-text-2 [overflow-wrap:anywhere]">{text}</div>}
      </div>
      {children && <div className="flex flex-none flex-wrap gap-2">{children}</div>}
    </div>
  );
}
