// What an import did: the four outcomes, whose sum is the rows read; why rows were left out; and what can be done now.
import { FileDown, FileUp, Undo2 } from "lucide-react";
import type { ImportReport } from "@/api/schema";
import { n, useWords } from "@/app/i18n";
import { useUndoOperation } from "@/features/history";
import { dateTime } from "@/format";
import { Badge, Button, Screen } from "@/kit";
import { saveRejects } from "./actions";
import { BySheet } from "./BySheet";
import { Counters } from "./Counters";
import { counted } from "./data";
import { savable } from "./flow";
import { Reasons } from "./Reasons";
import { useSeeImported } from "./see";
import { useLanding } from "./use-landing";

function took(report: ImportReport): string {
  const seconds = Math.max(0, report.finished_at - report.started_at) / 1000;
  return n(seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds));
}

function Facts({ report }: { report: ImportReport }) {
  const w = useWords().imports.report;
  const facts = [
    report.companies_created > 0 && w.companies(report.companies_created),
    dateTime(report.finished_at),
    report.finished_at - report.started_at >= 1000 && w.took({ seconds: took(report) }),
  ];
  return <p className="text-text-2 tnum">{facts.filter(Boolean).join(" · ")}</p>;
}

export function Report({ report, onChoose }: { report: ImportReport; onChoose: () => void }) {
  const words = useWords();
  const w = words.imports.report;
  const see = useSeeImported();
  const { undo, busy, dialog } = useUndoOperation();
  const landing = useLanding<HTMLHeadingElement>(report.id);
  const { operation, state } = report;
  const open = counted.get(report.id)?.open ?? 0;
  const isThere = state === "done";
  const canSee = isThere && report.created + report.updated + report.unchanged > 0;
  return (
    <Screen
      title={words.imports.title}
      meta={report.file_name}
      actions={
        <Button kind="quiet" size="toolbar" icon={<FileUp />} onClick={onChoose}>
          {w.another}
        </Button>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-auto p-6">
        <div className="flex flex-wrap items-center gap-3">
          <h2 ref={landing} tabIndex={-1} className="text-title-2 outline-none">
            {w.title({ file: report.file_name })}
          </h2>
          {!isThere && <Badge>{words.imports.states[state]}</Badge>}
        </div>
        <Counters
          caption={w.sum(report)}
          items={[
            { count: report.created, label: w.created(report.created) },
            { count: report.updated, label: w.updated(report.updated) },
            { count: report.unchanged, label: w.unchanged(report.unchanged) },
            { count: report.skipped, label: w.skipped(report.skipped) },
          ]}
        />
        <Facts report={report} />
        {isThere && open > 0 && <p className="text-warn">{w.open(open)}</p>}
        <BySheet sheets={report.sheets} />
        {state === "undone" && <p>{w.undone}</p>}
        {isThere && operation === null && <p>{w.nothing}</p>}
        <div className="flex flex-wrap gap-2">
          {canSee && (
            <Button kind="primary" onClick={() => see(report.id)}>
              {w.see}
            </Button>
          )}
          {report.has_rejects && savable(report) > 0 && (
            <Button icon={<FileDown />} onClick={() => void saveRejects(report)}>
              {w.rejects(savable(report))}
            </Button>
          )}
          {isThere && operation && (
            <Button icon={<Undo2 />} busy={busy === operation} onClick={() => void undo(operation)}>
              {w.undo}
            </Button>
          )}
        </div>
        <Reasons title={w.why} items={report.reasons} names={words.imports.reasons} />
        <Reasons title={w.warnings} items={report.warnings} names={words.imports.reasons} />
      </div>
      {dialog}
    </Screen>
  );
}
