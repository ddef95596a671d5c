// The keys of one shortcut, each as a cap for the eye and as words for the ear.
import { KeyCap } from "@/kit";
import type { ShortcutId } from "./catalogue";
import { spell } from "./keys";
import { keysOf } from "./registry";

export function ShortcutKeys({ id }: { id: ShortcutId }) {
  return keysOf(id).map((keys) => (
    <span key={keys}>
      <KeyCap keys={spell(keys)} />
      <span className="sr-only">{spell(keys)}</span>
    </span>
  ));
}
