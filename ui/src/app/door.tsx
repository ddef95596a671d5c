// A dialog behind a shortcut. Nothing is drawn, and its code need not be there, until it is asked for the first time.
import { type ComponentType, useState } from "react";
import { type ShortcutId, useShortcuts } from "@/app/shortcuts";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function Door({ shortcut, dialog: Dialog }: { shortcut: ShortcutId; dialog: ComponentType<DialogProps> }) {
  const [open, setOpen] = useState<boolean | null>(null);
  useShortcuts({ [shortcut]: () => setOpen(!open) });
  if (open === null) return null;
  return <Dialog open={open} onOpenChange={setOpen} />;
}
