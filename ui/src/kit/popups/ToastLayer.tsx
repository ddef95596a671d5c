// The toasts on the page.
import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { showToastsAt, type ToastAction, type ToastMessage, UNDO_TIME } from "../Toast";
import { clearOf, obstacles } from "./clear";

const manager = Base.createToastManager<{ action?: ToastAction }>();

const add = (id: string, { text, action, tone = "plain", time }: ToastMessage) =>
  manager.add({
    id,
    title: text,
    type: tone,
    priority: tone === "error" ? "high" : "low",
    timeout: tone === "error" ? 0 : (time ?? (action ? UNDO_TIME : 5_000)),
    data: action ? { action } : {},
  });

function List({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Base.useToastManager<{ action?: ToastAction }>();
  return toasts.map((toast) => {
    const action = toast.data?.action;
    return (
      <Base.Root key={toast.id} toast={toast} swipeDirection={["down"]} className="toast">
        <Base.Title className="min-w-0 flex-1 truncate" render={<span />} />
        {action && (
          <Base.Action
            className="rounded-chip px-1 py-0.5 font-semibold underline underline-offset-2"
            onClick={() => {
              manager.close(toast.id);
              action.run();
            }}
          >
            {action.label}
          </Base.Action>
        )}
        {(toast.type === "error" || !action) && (
          <Base.Close aria-label={closeLabel} className="-mr-1 flex size-6 items-center justify-center rounded-chip">
            <X />
          </Base.Close>
        )}
      </Base.Root>
    );
  });
}

const BASE = 16;

/** Keeps the toasts clear of what is under them, for as long as there are any. */
function Clear({ of }: { of: RefObject<HTMLElement | null> }) {
  const { toasts } = Base.useToastManager();
  const shown = toasts.length;
  useLayoutEffect(() => {
    const at = of.current;
    if (!at || shown === 0) return;
    let frame = 0;
    const place = () => {
      const bottom = clearOf(at.getBoundingClientRect(), obstacles(document), window.innerHeight, BASE);
      at.style.bottom = bottom === BASE ? "" : `${bottom}px`;
    };
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    place();
    const events = ["focusin", "scroll", "resize"] as const;
    // What is under them may grow, come or go.
    const changes = new MutationObserver(soon);
    changes.observe(document.body, { childList: true, subtree: true });
    for (const event of events) window.addEventListener(event, soon, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      changes.disconnect();
      for (const event of events) window.removeEventListener(event, soon, { capture: true });
    };
  }, [of, shown]);
  return null;
}

export function ToastLayer({ closeLabel, label }: { closeLabel: string; label: string }) {
  // An effect of the one around the provider: that one hears by now.
  useEffect(() => showToastsAt({ add, close: manager.close }), []);
  const viewport = useRef<HTMLDivElement>(null);
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport ref={viewport} aria-label={label} className="toasts">
          <List closeLabel={closeLabel} />
          <Clear of={viewport} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}
