// Importing a file.
import { useWords } from "@/app/i18n";
import { Screen } from "@/kit";

export function ImportScreen() {
  const w = useWords();
  return <Screen title={w.imports.title}>{null}</Screen>;
}
