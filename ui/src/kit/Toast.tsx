// One-line messages at the bottom. They never take the focus; F6 goes to them. Time stops on hover, focus and blur.
import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface ToastMessage {
  text: string;
  action?: ToastAction;
  /** Errors stay until dismissed and are announced at once. */
  tone?: "plain" | "error";
  /** Milliseconds; 8 s with an action, 5 s without. */
  time?: number;
  /** A later toast with the same id replaces this one. */
  id?: string;
}

const manager = Base.createToastManager<{ action?: ToastAction }>();

export const UNDO_TIME = 8_000;
export const LONG_UNDO_TIME = 20_000;

/** How long an undo stays offered: longer when much is at stake. */
export const undoTime = (records: number): number => (records > 50 ? LONG_UNDO_TIME : UNDO_TIME);

export function showToast({ text, action, tone = "plain", time, id }: ToastMessage): string {
  return manager.add({
    ...(id ? { id } : {}),
    title: text,
    type: tone,
    priority: tone === "error" ? "high" : "low",
    timeout: tone === "error" ? 0 : (time ?? (action ? UNDO_TIME : 5_000)),
    data: action ? { action } : {},
  });
}

export const closeToast = (id: string): void => manager.close(id);

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

export function Toasts({ closeLabel, label }: { closeLabel: string; label: string }) {
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
