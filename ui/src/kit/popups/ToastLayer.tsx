// The toasts on the page.
import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { showToastsAt, type ToastAction, type ToastMessage, UNDO_TIME } from "../Toast";

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

export function ToastLayer({ closeLabel, label }: { closeLabel: string; label: string }) {
  // An effect of the one around the provider: that one hears by now.
  useEffect(() => showToastsAt({ add, close: manager.close }), []);
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport aria-label={label} className="toasts">
          <List closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}
