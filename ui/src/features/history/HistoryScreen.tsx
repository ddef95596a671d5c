// The screen of this feature.
import { useWords } from "@/app/i18n";
import { Screen } from "@/kit";

export function HistoryScreen() {
  const w = useWords();
  return <Screen title={w.history.title}>{null}</Screen>;
}
