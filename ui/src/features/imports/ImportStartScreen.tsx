// Importing a file.
import { useWords } from "@/app/i18n";
import { Screen } from "@/kit";

export function ImportStartScreen() {
  const w = useWords();
  return <Screen title={w.imports.title}>{null}</Screen>;
}
