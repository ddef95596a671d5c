// The table of prospects.
import { useWords } from "@/app/i18n";
import { Screen } from "@/kit";

export function ProspectsScreen() {
  const w = useWords();
  return <Screen title={w.prospects.title}>{null}</Screen>;
}
