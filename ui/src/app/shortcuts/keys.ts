// Reading and writing key combinations: "Mod+K", "Mod+Shift+Z", "G P" (one after the other), "E", "?", "F1", "Delete".
// Matching is on the produced character (AZERTY and QWERTY alike), never on the place of the key.
import { language } from "@/app/i18n/core";
import { isMac } from "@/platform";

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const isLetter = (key: string): boolean => key.length === 1 && key.toLowerCase() !== key.toUpperCase();

/** The combination that was pressed, in the registry's spelling. */
export function comboOf(event: Pressed): string {
  const parts: string[] = [];
  if (isMac ? event.metaKey : event.ctrlKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  // The Shift that produces « ? » is part of the character; with a letter or a named key it is a modifier.
  if (event.shiftKey && (isLetter(event.key) || event.key.length > 1)) parts.push("Shift");
  parts.push(event.key === " " ? "Space" : event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return parts.join("+");
}

/** A single character without modifier: what people can switch off (WCAG 2.1.4). */
export const isSingleKey = (keys: string): boolean =>
  keys.split(" ").every((combo) => [...combo.replace(/^Shift\+/, "")].length === 1);

const symbols: Record<string, Record<"fr" | "en", string>> = {
  Shift: { fr: "Maj", en: "Shift" },
  Escape: { fr: "Échap", en: "Esc" },
  Delete: { fr: "Suppr", en: "Del" },
  Space: { fr: "Espace", en: "Space" },
  Home: { fr: "Début", en: "Home" },
  End: { fr: "Fin", en: "End" },
  Enter: { fr: "↵", en: "↵" },
  Backspace: { fr: "⌫", en: "⌫" },
  Tab: { fr: "⇥", en: "⇥" },
  ArrowUp: { fr: "↑", en: "↑" },
  ArrowDown: { fr: "↓", en: "↓" },
  ArrowLeft: { fr: "←", en: "←" },
  ArrowRight: { fr: "→", en: "→" },
};

const mac: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };

function say(part: string): string {
  if (isMac && mac[part]) return mac[part];
  if (part === "Mod") return "Ctrl";
  return symbols[part]?.[language()] ?? part;
}

/** How a key cap reads: « Ctrl K », « Ctrl Maj Z », « G P ». */
export const spell = (keys: string): string =>
  keys
    .split(" ")
    .map((combo) => combo.split("+").map(say).join(" "))
    .join(" ");

/** For `aria-keyshortcuts`: the names of the WAI-ARIA specification. */
export const ariaKeys = (keys: string): string | undefined =>
  keys.includes(" ") ? undefined : keys.replace("Mod", isMac ? "Meta" : "Control");
