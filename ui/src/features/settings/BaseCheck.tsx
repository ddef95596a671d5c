// The check of the base on request: five things read again from end to end, each with what was looked at.
import { Check, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { post } from "@/api/client";
import type { CheckItem, CheckReport } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { announce, Button } from "@/kit";
import { Row } from "./Row";

const items = ["pages", "foreign_keys", "journal", "search_index", "totals"] as const;

function Line({ name, item }: { name: string; item: CheckItem }) {
  const w = useWords().settings.privacy;
  return (
    <li className="flex gap-2">
      <span className={item.is_sound ? "pt-0.5 text-ok" : "pt-0.5 text-danger"}>
        {item.is_sound ? <Check /> : <TriangleAlert />}
      </span>
      <span>
        {name} · {item.is_sound ? w.good : w.bad} ·{" "}
        <span className="text-text-3 tnum">{w.examined(item.examined)}</span>
        {item.findings.map((finding) => (
          <span key={finding} className="block font-mono text-small text-danger [overflow-wrap:anywhere]">
            {finding}
          </span>
        ))}
      </span>
    </li>
  );
}

function Result({ report }: { report: CheckReport }) {
  const w = useWords().settings.privacy;
  return (
    <div className="flex flex-col gap-2 py-3">
      <p className={report.is_sound ? "text-ok" : "text-danger"}>{report.is_sound ? w.sound(report) : w.unsound}</p>
      <ul className="flex flex-col gap-1">
        {items.map((key) => (
          <Line key={key} name={w.items[key]} item={report[key]} />
        ))}
      </ul>
    </div>
  );
}

export function BaseCheck() {
  const w = useWords().settings.privacy;
  const [report, setReport] = useState<CheckReport | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const found = await post<CheckReport>("/check");
      setReport(found);
      announce(found.is_sound ? w.sound(found) : w.unsound);
    } catch (error) {
      failureToast(error);
    }
    setBusy(false);
  };
  return (
    <>
      <Row title={w.checkTitle} text={busy ? w.checking : w.checkText}>
        <Button busy={busy} onClick={() => void run()}>
          {w.check}
        </Button>
      </Row>
      {report && <Result report={report} />}
    </>
  );
}
