// After G, for 1.5 s: where the next letter leads.
import { useSyncExternalStore } from "react";
import { useWords } from "@/app/i18n";
import { KeyCap } from "@/kit";
import { definition } from "./catalogue";
import { activeShortcuts, keysOf, pendingPrefix, subscribe } from "./registry";

export function GoStrip() {
  const w = useWords();
  const prefix = useSyncExternalStore(subscribe, pendingPrefix);
  if (!prefix) return null;
  const choices = activeShortcuts().flatMap((id) => {
    const pair = keysOf(id).find((keys) => keys.startsWith(`${prefix} `));
    return pair ? [{ id, key: pair.slice(prefix.length + 1) }] : [];
  });
  return (
    <div
      role="status"
      className="fixed bottom-4 left-1/2 z-40 flex h-10 max-w-[calc(100vw-32px)] -translate-x-1/2 items-center gap-4 overflow-hidden rounded-card bg-toast px-4 text-on-toast shadow-float"
    >
      <span className="font-medium">{w.nav.goTo}</span>
      {choices.map(({ id, key }) => (
        <span key={id} className="flex items-center gap-1.5 whitespace-nowrap">
          <KeyCap keys={key} tone="toast" />
          {definition(id).label(w)}
        </span>
      ))}
    </div>
  );
}
