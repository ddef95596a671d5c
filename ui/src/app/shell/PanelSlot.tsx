// The place of the prospect panel: 480 at the right, 640 on wide windows, over the content under 1100. What it shows
// belongs to the prospects.
import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { ApiFailure } from "@/api/client";
import { prospectQuery } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { usePanel, usePanelId } from "@/app/panel";
import { noteRecent } from "@/app/recent";
import { useShortcuts } from "@/app/shortcuts";
import { ErrorBoundary, later } from "@/kit";
import { Fault } from "./Faults";

const ProspectPanel = later(() => import("@/features/prospects/screens").then((m) => m.ProspectPanel));

/** Closes the panel from anywhere, even before it shows anything. Bound when it opens: it goes before the list's own. */
function Leave({ onClose }: { onClose: () => void }) {
  useShortcuts({ "prospects.escape": onClose });
  return null;
}

export function PanelSlot() {
  const w = useWords();
  const id = usePanelId();
  const { close } = usePanel();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const from = useRef<Element | null>(null);
  // The day has the sheet beside its list, for itself.
  const open = id !== undefined && !path.startsWith("/prospects/") && path !== "/today";
  useEffect(() => {
    if (!open) return;
    from.current = document.activeElement;
    // The list that opened it draws its own focus; when it is gone, the screen takes it.
    return () => {
      const target = from.current;
      if (target instanceof HTMLElement && target.isConnected) target.focus();
    };
  }, [open]);
  useEffect(() => {
    if (id) noteRecent(id);
  }, [id]);
  // A prospect that is no longer there (its creation was undone, say) closes its panel.
  const { error } = useQuery({ ...prospectQuery(id ?? ""), enabled: open });
  const gone = open && error instanceof ApiFailure && error.code === "not_found";
  useEffect(() => {
    if (gone) close();
  }, [gone, close]);
  if (!open) return null;
  return (
    <aside aria-label={w.nav.panel} className="panel">
      <Leave onClose={close} />
      <ErrorBoundary
        resetKey={id}
        fallback={(error, retry) => <Fault error={error} retry={retry} text={w.fault.panel} />}
      >
        <ProspectPanel id={id} onClose={close} />
      </ErrorBoundary>
    </aside>
  );
}
