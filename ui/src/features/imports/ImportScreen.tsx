// One import, wherever it has got to: the wizard while it is a draft, the bar while it runs, then its report.
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useWords } from "@/app/i18n";
import { useChooseFile } from "@/app/import-file";
import { Button, EmptyState, Loading, Screen } from "@/kit";
import { run } from "./actions";
import { useImport } from "./data";
import { stepOf } from "./flow";
import { Report } from "./Report";
import { Running } from "./Running";
import { Stopped } from "./Stopped";
import { Wizard } from "./Wizard";

export function ImportScreen() {
  const w = useWords();
  const { id } = useParams({ from: "/import/$id" });
  const step = useSearch({ strict: false, select: (s: { step?: string }) => s.step });
  const navigate = useNavigate();
  const choose = useChooseFile();
  const view = useImport(id);
  const title = w.imports.title;
  switch (view.kind) {
    case "loading":
      return (
        <Screen title={title}>
          <Loading text={w.common.loading} />
        </Screen>
      );
    case "gone":
      return (
        <Screen title={title}>
          <EmptyState title={w.imports.gone}>
            <Button onClick={() => void navigate({ to: "/import", search: {} })}>{w.imports.past.title}</Button>
            <Button kind="primary" onClick={() => void choose()}>
              {w.imports.start.another}
            </Button>
          </EmptyState>
        </Screen>
      );
    case "wizard":
      return <Wizard key={view.draft.id} draft={view.draft} step={stepOf(step)} />;
    case "running":
      return <Running progress={view.progress} file={view.file} />;
    case "stopped":
      return <Stopped view={view} onResume={() => void run(id)} onChoose={() => void choose()} />;
    case "report":
      return <Report report={view.report} onChoose={() => void choose()} />;
  }
}
