// What the first screen does without: its code is fetched once that screen can be used, or at once when it is asked for.
import { type ComponentType, lazy, type ReactNode, Suspense, useState, useSyncExternalStore } from "react";

let waiting: (() => Promise<unknown>)[] | null = [];
/** What comes behind those. */
let screens: (() => Promise<unknown>)[] | null = [];
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Read by tests that type as fast as no person does: a key is for what it opens once that is there. */
const markComplete = () => {
  document.documentElement.dataset.complete = "true";
};

/** The first screen is there: fetches what is still to come. What cannot be is asked for again when it is opened. */
export function fetchLater(): void {
  const loads = waiting ?? [];
  waiting = null;
  void Promise.allSettled(loads.map((load) => load())).then(() => {
    const after = screens ?? [];
    screens = null;
    void Promise.allSettled(after.map((load) => load())).then(markComplete);
  });
  for (const listener of listeners) listener();
}

/** Has a screen fetched once the first one can be used and all that floats is there: of what tells of trouble nothing waits. */
export function fetchWhenReady(load: () => Promise<unknown>): void {
  if (screens) screens.push(load);
  else load().catch(() => undefined);
}

/**
 * A component whose code comes later; nothing stands in its place until then. Once it has come, it is drawn at once and not
 * in a later frame: the next key that is typed is already for it.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let come: ComponentType<P> | null = null;
  const bring = () =>
    load().then((component) => {
      come = component;
      return { default: component };
    });
  const attempt = () =>
    lazy(() =>
      bring().catch((error: unknown) => {
        // Whoever opens it next tries again.
        Lazy = attempt();
        throw error;
      }),
    ) as unknown as ComponentType<P>;
  let Lazy = attempt();
  if (waiting) waiting.push(bring);
  else bring().catch(() => undefined);
  return (props: P) => {
    const [Component] = useState(() => come ?? Lazy);
    return (
      <Suspense>
        <Component {...props} />
      </Suspense>
    );
  };
}

/** Drawn after the first screen. */
export function Later({ children }: { children: ReactNode }) {
  const come = useSyncExternalStore(subscribe, () => waiting === null);
  return come && children;
}
