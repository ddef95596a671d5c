// Exporting every prospect, from the palette or the menu of the window; a screen exports its own selection itself.
import { useSyncExternalStore } from "react";
import { useSession } from "@/api/queries";
import { later } from "@/kit";

const ExportDialog = later(() => import("@/features/exports").then((m) => m.ExportDialog));

let open = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const openExportAll = (): void => set(true);

export function ExportAll() {
  const shown = useSyncExternalStore(subscribe, () => open);
  const { prospects } = useSession();
  if (!shown) return null;
  return <ExportDialog open onOpenChange={set} selection={null} count={prospects} />;
}
