// One live region for what the eye sees and the ear must hear: moves, counts, results. Sentences are kept side by side for
// a moment: one that followed at once would else take the place of one that was not yet spoken.
import { useSyncExternalStore } from "react";

const KEPT = 4;

let said: readonly { key: number; text: string }[] = [];
let count = 0;
const listeners = new Set<() => void>();

/** Says a sentence politely, after whatever is being read. The same sentence twice is said twice. */
export function announce(text: string): void {
  count += 1;
  said = [...said.slice(1 - KEPT), { key: count, text }];
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function LiveRegion() {
  const sentences = useSyncExternalStore(subscribe, () => said);
  return (
    <div role="log" aria-live="polite" className="sr-only">
      {sentences.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}
