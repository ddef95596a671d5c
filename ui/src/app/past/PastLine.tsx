// The line that says which date is looked at, on every screen, with the way back to today.
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { History } from "lucide-react";
import { useEffect } from "react";
import { useAsOf } from "@/api/as-of";
import { useWords } from "@/app/i18n";
import { fullDateTime } from "@/format";
import { Button } from "@/kit";
import { openPast } from "./open";

/** Escape is first for what is open: a dialog, a menu, the panel, a field. */
const isFree = (): boolean =>
  !document.querySelector('[role="dialog"], [role="menu"], [role="listbox"], aside') &&
  !(document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement);

export function PastLine() {
  const w = useWords().past;
  const at = useAsOf();
  const navigate = useNavigate();
  // On a sheet Escape goes back to where one came from; the key is shown where it leads to today.
  const isSheet = useRouterState({ select: (s) => s.location.pathname.startsWith("/prospects/") });
  useEffect(() => {
    if (at === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || !isFree()) return;
      void navigate({ to: ".", search: (s: object) => ({ ...s, at: undefined }) });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [at, navigate]);
  if (at === null) return null;
  return (
    <div
      role="status"
      data-past=""
      className="flex min-h-10 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-warn-bg px-4 py-1"
    >
      <span className="flex text-warn">
        <History aria-hidden="true" />
      </span>
      <span className="min-w-0">
        <strong className="font-semibold">{w.looking({ at: fullDateTime(at) })}</strong>
        <span className="text-text-2"> · {w.readOnly}</span>
      </span>
      <span className="ml-auto flex flex-wrap gap-2">
        <Button size="toolbar" onClick={() => openPast("choose")}>
          {w.other}
        </Button>
        <Button size="toolbar" onClick={() => openPast("restore")}>
          {w.restore}
        </Button>
        <Button
          size="toolbar"
          keys={isSheet ? undefined : w.escape}
          onClick={() => void navigate({ to: ".", search: (s: object) => ({ ...s, at: undefined }) })}
        >
          {w.back}
        </Button>
      </span>
    </div>
  );
}
