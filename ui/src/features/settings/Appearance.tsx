// Language, theme, text size, density: on the page at once. The window's own settings are shown in the window only.
import { useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { Field, Select, Switch } from "@/kit";
import { host } from "@/platform";

const languages = ["system", "fr", "en"] as const;
const themes = ["system", "light", "dark"] as const;
const sizes = ["90", "100", "110", "125"] as const;
const densities = ["compact", "normal", "airy"] as const;

function OfWindow() {
  const w = useWords().settings.appearance;
  const settings = useSettings();
  const save = useSaveSettings();
  return (
    <section aria-labelledby="settings-window" className="flex flex-col gap-3">
      <h3 id="settings-window" className="font-semibold">
        {w.window}
      </h3>
      <Switch
        checked={settings.close_to_tray}
        onChange={(on) => {
          void save({ close_to_tray: on });
          void host.setCloseToTray(on);
        }}
        label={w.tray}
        help={w.trayHelp}
      />
      <Switch
        checked={settings.compatible_display}
        onChange={(on) => void save({ compatible_display: on })}
        label={w.compatible}
        help={w.compatibleHelp}
      />
    </section>
  );
}

export function Appearance() {
  const w = useWords().settings.appearance;
  const settings = useSettings();
  const save = useSaveSettings();
  return (
    <div className="flex flex-col gap-6">
      <div className="grid max-w-[520px] grid-cols-2 gap-4">
        <Field label={w.language}>
          <Select
            value={settings.language}
            onChange={(language) => void save({ language })}
            options={languages.map((value) => ({ value, label: w.languages[value] }))}
          />
        </Field>
        <Field label={w.theme}>
          <Select
            value={settings.theme}
            onChange={(theme) => void save({ theme })}
            options={themes.map((value) => ({ value, label: w.themes[value] }))}
          />
        </Field>
        <Field label={w.textSize}>
          <Select
            value={String(settings.text_size)}
            onChange={(size) => void save({ text_size: Number(size) })}
            options={sizes.map((value) => ({ value: value as string, label: w.percent({ value: Number(value) }) }))}
          />
        </Field>
        <Field label={w.density}>
          <Select
            value={settings.density}
            onChange={(density) => void save({ density })}
            options={densities.map((value) => ({ value, label: w.densities[value] }))}
          />
        </Field>
      </div>
      {host.kind === "window" && <OfWindow />}
    </div>
  );
}
