// Theme, language, text size and density on the page. boot.js does the same before the first paint, from what is
// remembered here; the settings of the base are the truth and overwrite it once they are known.
import type { Settings } from "@/api/schema";
import { type Language, setLanguage } from "@/app/i18n/core";
import { configureShortcuts, type ShortcutId } from "@/app/shortcuts";
import { recall, remember } from "@/platform";

type Appearance = Pick<Settings, "theme" | "language" | "text_size" | "density">;

const KEY = "relance.preferences";
const darkSystem = () => window.matchMedia("(prefers-color-scheme: dark)");

export const systemLanguage = (): Language => (navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en");

export const languageOf = (setting: string): Language =>
  setting === "fr" || setting === "en" ? setting : systemLanguage();

function showTheme(theme: string): void {
  const dark = theme === "dark" || (theme !== "light" && darkSystem().matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function applyAppearance(look: Appearance): void {
  const root = document.documentElement;
  showTheme(look.theme);
  root.dataset.density = look.density;
  root.style.setProperty("--text-scale", String(look.text_size / 100));
  setLanguage(languageOf(look.language));
  // boot.js wants a language it can write on the page: « system » is left out.
  const { language, ...rest } = look;
  remember(KEY, language === "system" ? rest : look);
}

export function applySettings(settings: Settings): void {
  applyAppearance(settings);
  const keys = settings.ui.keys;
  configureShortcuts({
    singleKeys: settings.single_key_shortcuts,
    overrides: keys && typeof keys === "object" ? (keys as Partial<Record<ShortcutId, string[]>>) : {},
  });
}

/** Follows the system's theme while the setting says so. */
export function followSystem(theme: () => string): () => void {
  const media = darkSystem();
  const onChange = () => showTheme(theme());
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}

/** The language before the core has answered. */
export function startLanguage(): void {
  const saved = recall<Partial<Appearance>>(KEY);
  setLanguage(languageOf(saved?.language ?? "system"));
}
