// Takes the next combination that is pressed. Escape gives up; modifiers alone and AltGr are waited out.
import { type KeyboardEvent, useState } from "react";
import { useWords } from "@/app/i18n";
import { definition, keysOf, type ShortcutId, spell } from "@/app/shortcuts";
import { comboOf } from "@/app/shortcuts/keys";
import { judge } from "./own-keys";

const modifiers = ["Shift", "Control", "Alt", "Meta", "AltGraph", "Dead"];

interface KeyRecorderProps {
  id: ShortcutId;
  onDone: (combo: string | null) => void;
}

export function KeyRecorder({ id, onDone }: KeyRecorderProps) {
  const words = useWords();
  const w = words.settings.keyboard;
  const [said, setSaid] = useState<string>(w.press);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (modifiers.includes(event.key) || event.getModifierState("AltGraph")) return;
    event.preventDefault();
    event.stopPropagation();
    const combo = comboOf(event);
    if (combo === "Escape") return event.currentTarget.blur();
    const verdict = judge(combo, id, keysOf);
    if (verdict.kind === "fine") return onDone(combo);
    const keys = spell(combo);
    setSaid(
      verdict.kind === "taken" ? w.taken({ keys, action: definition(verdict.by).label(words) }) : w.unfit({ keys }),
    );
  };
  return (
    <button
      type="button"
      ref={(node) => node?.focus()}
      onKeyDown={onKeyDown}
      onBlur={() => onDone(null)}
      className="min-h-6 rounded-control border border-border-strong px-2 text-small"
    >
      <span role="status">{said}</span>
    </button>
  );
}
