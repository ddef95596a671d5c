// The door to the shortcuts: bind them, hear the keyboard, read the keys.
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import type { ShortcutId } from "./catalogue";
import { spell } from "./keys";
import { type Binding, bind, keysOf, press, subscribe } from "./registry";

/** The focus is where keys have a meaning of their own. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target.closest("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]")) return true;
  return target.matches("textarea,select,input:not([type=checkbox]):not([type=radio]):not([type=button])");
}

/** Hears the whole page once. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.key === "Dead") return;
      if (["Shift", "Control", "Alt", "Meta", "AltGraph"].includes(event.key)) return;
      if (event.getModifierState("AltGraph")) return;
      if (press(event, isTyping(event.target))) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

type Handlers = { [id in ShortcutId]?: (() => void) | undefined | false };

/** Binds shortcuts while the component is there. A handler that is false or absent leaves the key alone. */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const ids = Object.keys(handlers).join();
  // Before the screen is painted: whoever sees it can use its keys.
  useLayoutEffect(() => {
    const added = (ids ? (ids.split(",") as ShortcutId[]) : []).map(
      (id): Binding => ({
        id,
        run: () => {
          const run = latest.current[id];
          if (run) run();
        },
        when: () => Boolean(latest.current[id]),
      }),
    );
    return bind(added);
  }, [ids]);
}

/** The spelled key of a shortcut, for a cap or a tooltip. */
export function useKey(id: ShortcutId | undefined): string | undefined {
  return useSyncExternalStore(subscribe, () => {
    const keys = id && keysOf(id)[0];
    return keys ? spell(keys) : undefined;
  });
}

export { definition, type ShortcutId, shortcutIds } from "./catalogue";
export type { ShortcutDef, ShortcutGroup } from "./define";
export { ariaKeys, spell } from "./keys";
export { activeShortcuts, configureShortcuts, keysOf, pendingPrefix, runShortcut, subscribe } from "./registry";
