// A dialog: the focus stays inside and returns where it was. Confirm only what cannot be undone.
import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, type RefObject, useRef } from "react";
import { focusNow } from "./focus-now";
import { IconButton } from "./IconButton";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title, read with it. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, at the right; the last one is the answer to Enter. */
  actions?: ReactNode;
  /** Shows a cross at the top right, with this name; for dialogs without buttons. */
  closeLabel?: string;
  width?: number;
  initialFocus?: RefObject<HTMLElement | null>;
  trigger?: ReactElement;
}

export function Dialog(props: DialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    children,
    actions,
    closeLabel,
    width = 480,
    initialFocus,
    trigger,
  } = props;
  const popup = useRef<HTMLDivElement>(null);
  // Not on the cross: its tooltip would open and take the first Escape.
  const wanted = initialFocus ?? (closeLabel ? popup : undefined);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Scrim />
        <Base.Popup
          ref={popup}
          initialFocus={focusNow(popup, () => wanted?.current)}
          style={{ width }}
          className="float fixed top-[15%] left-1/2 z-30 flex max-h-[75dvh] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col !rounded-panel"
        >
          <div className="flex flex-col gap-1 p-5 pb-0">
            <div className="flex items-start gap-3">
              <Base.Title className="min-w-0 flex-1 text-title-2">{title}</Base.Title>
              {closeLabel && <Base.Close render={<IconButton name={closeLabel} icon={<X />} />} />}
            </div>
            {description && <Base.Description className="text-text-2">{description}</Base.Description>}
          </div>
          {children && <div className="min-h-0 flex-1 overflow-auto px-5 pt-4 pb-1">{children}</div>}
          {actions ? (
            <div className="flex flex-wrap justify-end gap-2 p-5 pt-4">{actions}</div>
          ) : (
            <div className="h-4" />
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function Scrim({ className }: { className?: string }) {
  return (
    <Base.Backdrop
      className={clsx(
        "fixed inset-0 z-30 bg-scrim transition-opacity duration-[120ms] data-[ending-style]:opacity-0 data-[starting-style]:opacity-0",
        className,
      )}
    />
  );
}

/** Closes the dialog around it. */
export const DialogClose = ({ children }: { children: ReactElement }) => <Base.Close render={children} />;
