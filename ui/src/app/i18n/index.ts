// The door to the words. In a component: `const w = useWords()`; elsewhere (a toast, a handler): `words()`.
import { useSyncExternalStore } from "react";
import { language, onLanguage } from "./core";
import { en } from "./en";
import { fr, type Messages } from "./fr";

const tables: Record<"fr" | "en", Messages> = { fr, en };

export const words = (): Messages => tables[language()];

/** The words of the current language; the component is drawn again when it changes. */
export const useWords = (): Messages => useSyncExternalStore(onLanguage, words);

export { type Language, language, locale, n, onLanguage, plural, setLanguage } from "./core";
export { failureText, type SaidFailure } from "./failures";
export type { Messages } from "./fr";
