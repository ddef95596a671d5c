// Runs before the first paint and before the interface: theme, language, text size and density as last chosen.
// A classic file rather than an inline script, so that the page needs no exception in its content security policy.
(() => {
  const root = document.documentElement;
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem("relance.preferences") ?? "{}");
  } catch {
    saved = {};
  }
  const dark =
    saved.theme === "dark" || (saved.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.density = saved.density ?? "normal";
  root.lang = saved.language ?? (navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en");
  root.style.setProperty("--text-scale", String((saved.text_size ?? 100) / 100));
})();
