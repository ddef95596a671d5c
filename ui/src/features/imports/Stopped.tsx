// An import that did not reach its end. Nothing of it is in the base; its draft may still be there to run again.
import { failureText, useWords } from "@/app/i18n";
import { Button, EmptyState, Screen } from "@/kit";
import type { View } from "./flow";

interface StoppedProps {
  view: Extract<View, { kind: "stopped" }>;
  onResume: () => void;
  onChoose: () => void;
}

export function Stopped({ view, onResume, onChoose }: StoppedProps) {
  const w = useWords().imports;
  return (
    <Screen title={w.title}>
      <EmptyState
        title={w.progress[view.state]}
        text={view.state === "failed" && view.failure && failureText(view.failure)}
      >
        <Button kind={view.canResume ? "plain" : "primary"} onClick={onChoose}>
          {w.start.another}
        </Button>
        {view.canResume && (
          <Button kind="primary" onClick={onResume}>
            {w.progress.again}
          </Button>
        )}
      </EmptyState>
    </Screen>
  );
}
