// What the first screen does without: its code is fetched once that screen can be used, or at once when it is asked for.
import { type ComponentType, lazy, Suspense, useState } from "react";
import { type ShortcutId, useShortcuts } from "@/app/shortcuts";

interface DoorProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

let waiting: (() => Promise<unknown>)[] | null = [];

/** Fetches what is still to come; what cannot be is asked for again when it is opened. */
export function fetchLater(): void {
  const loads = waiting ?? [];
  waiting = null;
  for (const load of loads) load().catch(() => undefined);
}

/** A component whose code comes later. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  waiting?.push(load);
  return lazy(() => load().then((component) => ({ default: component })));
}

/** A dialog behind a shortcut. Nothing is drawn until it is asked for the first time. */
export function Door({ shortcut, dialog: Dialog }: { shortcut: ShortcutId; dialog: ComponentType<DoorProps> }) {
  const [open, setOpen] = useState<boolean | null>(null);
  useShortcuts({ [shortcut]: () => setOpen(!open) });
  if (open === null) return null;
  return (
    <Suspense>
      <Dialog open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}
