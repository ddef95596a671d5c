// The board: columns of cards, one a stage.
import { useWords } from "@/app/i18n";
import { Screen } from "@/kit";

export function PipelineScreen() {
  const w = useWords();
  return <Screen title={w.pipeline.title}>{null}</Screen>;
}
