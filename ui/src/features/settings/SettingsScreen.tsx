// The screen of this feature.
import { useWords } from "@/app/i18n";
import { Screen } from "@/kit";

export function SettingsScreen() {
  const w = useWords();
  return <Screen title={w.settings.title}>{null}</Screen>;
}
