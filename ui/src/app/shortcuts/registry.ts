// Which shortcut does what now. Screens bind and unbind as they come and go; the last one bound answers.
import { asOf } from "@/api/as-of";
import { definition, type ShortcutId, shortcutIds } from "./catalogue";
import { comboOf, isSingleKey, type Pressed } from "./keys";

export interface Binding {
  id: ShortcutId;
  run: () => void;
  /** False leaves the key to whoever bound it before. */
  when?: () => boolean;
}

interface Options {
  singleKeys: boolean;
  overrides: Partial<Record<ShortcutId, string[]>>;
}

let bindings: Binding[] = [];
let options: Options = { singleKeys: true, overrides: {} };
let prefix: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function configureShortcuts(next: Partial<Options>): void {
  options = { ...options, ...next };
  tell();
}

/** The keys of a shortcut after the user's own choices. */
export const keysOf = (id: ShortcutId): string[] => options.overrides[id] ?? definition(id).keys;

export const singleKeysOn = (): boolean => options.singleKeys;

/** The first letter of a pair that was just pressed, for the strip of destinations. */
export const pendingPrefix = (): string | null => prefix;

function setPrefix(next: string | null): void {
  clearTimeout(timer);
  prefix = next;
  if (next) timer = setTimeout(() => setPrefix(null), 1500);
  tell();
}

export function bind(added: Binding[]): () => void {
  bindings = [...bindings, ...added];
  tell();
  return () => {
    bindings = bindings.filter((b) => !added.includes(b));
    tell();
  };
}

/** The binding that would answer, if any. */
export function bindingOf(id: ShortcutId): Binding | undefined {
  if (asOf() !== null && definition(id).writes) return undefined;
  return bindings.findLast((b) => b.id === id && (b.when?.() ?? true));
}

export function runShortcut(id: ShortcutId): boolean {
  const found = bindingOf(id);
  found?.run();
  return found !== undefined;
}

/** Shortcuts that answer now, in the order of the catalogue. */
export const activeShortcuts = (): ShortcutId[] => shortcutIds.filter((id) => bindingOf(id) !== undefined);

/** What a screen does with a key comes before what the whole application does with it. */
function find(combo: string, typing: boolean): Binding | undefined {
  let everywhere: Binding | undefined;
  for (const id of shortcutIds) {
    for (const keys of keysOf(id)) {
      if (keys !== combo) continue;
      if (typing && !definition(id).inText) continue;
      if (!options.singleKeys && isSingleKey(keys)) continue;
      const found = bindingOf(id);
      if (found && definition(id).group !== "app") return found;
      everywhere ??= found;
    }
  }
  return everywhere;
}

function startsPair(combo: string): boolean {
  return (
    options.singleKeys && shortcutIds.some((id) => keysOf(id).some((k) => k.startsWith(`${combo} `)) && bindingOf(id))
  );
}

/** Answers true when the key was ours. `typing`: the focus is in a field, a menu or a dialog. */
export function press(event: Pressed, typing: boolean): boolean {
  const combo = comboOf(event);
  if (prefix) {
    const pair = find(`${prefix} ${combo}`, typing);
    setPrefix(null);
    if (pair) {
      pair.run();
      return true;
    }
    if (combo === "Escape") return true;
  }
  const found = find(combo, typing);
  if (found) {
    found.run();
    return true;
  }
  if (!typing && startsPair(combo)) {
    setPrefix(combo);
    return true;
  }
  return false;
}
