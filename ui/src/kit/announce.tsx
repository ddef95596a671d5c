// One live region for what the eye sees and the ear must hear: moves, counts, results.
import { useSyncExternalStore } from "react";

let message = "";
let turn = false;
const listeners = new Set<() => void>();

/** Says a sentence politely, after whatever is being read. The same sentence twice is said twice. */
export function announce(text: string): void {
  turn = !turn;
  message = text + (turn ? "" : "\u200b");
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
