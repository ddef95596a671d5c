// Whether the history was left as it was written: its chain of hashes, and each entry that does not agree, by name.
import { useState } from "react";
import { get } from "@/api/client";
import type { AuditReport } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast, operationText } from "@/app/undo";
import { dateTime } from "@/format";
import { announce, Button } from "@/kit";
import { Row } from "../Row";

function Result({ report }: { report: AuditReport }) {
  const w = useWords().settings.backups;
  return (
    <div className="flex flex-col gap-1 py-3">
      <p className={report.is_sound ? "text-ok" : "text-danger"}>
        {report.is_sound ? w.auditSound(report) : w.auditUnsound({ count: report.finding_count })}
      </p>
      {report.head && (
        <p className="text-small text-text-3">
          {w.head} <span className="font-mono select-text [overflow-wrap:anywhere]">{report.head}</span>
        </p>
      )}
      <ul className="flex flex-col gap-1">
        {report.findings.map((finding) => (
          <li key={`${finding.entry} ${finding.what}`} className="text-danger">
            {finding.operation
              ? `${dateTime(finding.operation.at)} · ${operationText(finding.operation)}`
              : finding.entry}
            {" · "}
            {w.findings[finding.what as keyof typeof w.findings] ?? finding.what}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function AuditRow() {
  const w = useWords().settings.backups;
  const [report, setReport] = useState<AuditReport | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const found = await get<AuditReport>("/history/audit");
      setReport(found);
      announce(found.is_sound ? w.auditSound(found) : w.auditUnsound({ count: found.finding_count }));
    } catch (error) {
      failureToast(error);
    }
    setBusy(false);
  };
  return (
    <>
      <Row title={w.auditTitle} text={w.auditText}>
        <Button busy={busy} onClick={() => void run()}>
          {w.audit}
        </Button>
      </Row>
      {report && <Result report={report} />}
    </>
  );
}
