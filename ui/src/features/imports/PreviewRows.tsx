// The first rows of each outcome, with the reason of the match and what would change.
import clsx from "clsx";
import { ListChecks } from "lucide-react";
import type { ImportRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { integer, phone } from "@/format";
import { Button } from "@/kit";
import { reasonName } from "./reason-name";
import { fieldName } from "./targets";

const cell = "max-w-64 truncate border-t border-border py-1.5 pr-4 align-top";

function why(w: ReturnType<typeof useWords>["imports"], row: ImportRow): string {
  const parts: string[] = [];
  if (row.reason)
    parts.push(reasonName(row.outcome === "skipped" ? { ...w.matched, ...w.reasons } : w.matched, row.reason));
  if (row.outcome === "updated" && row.changes.length > 0)
    parts.push(w.duplicates.changes({ fields: row.changes.map(fieldName).join(", ") }));
  for (const { field, value, reason } of row.warnings)
    parts.push(w.duplicates.warning({ field: fieldName(field), value, reason: reasonName(w.reasons, reason) }));
  return parts.join(" · ");
}

export function PreviewRows({ rows, onAll }: { rows: ImportRow[]; onAll: () => void }) {
  const w = useWords().imports;
  const d = w.duplicates;
  return (
    <section className="flex max-w-[1080px] flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-medium">{d.rows}</h2>
        <Button icon={<ListChecks />} onClick={onAll}>
          {d.allRows}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, the keyboard must too. */}
      <section tabIndex={0} aria-label={d.rows} className="overflow-x-auto">
        <table className="w-full border-collapse">
          <thead>
            <tr className="text-left text-small text-text-3">
              {[d.line, d.prospect, d.company, d.reach, d.outcome].map((head) => (
                <th key={head} scope="col" className="py-1.5 pr-4 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.sheet} ${row.line}`}>
                <td className={clsx(cell, "text-text-3 tnum")}>{integer(row.line)}</td>
                <td className={cell}>{row.name || "—"}</td>
                <td className={clsx(cell, "text-text-2")}>{row.company ?? ""}</td>
                <td className={clsx(cell, "text-text-2")}>{row.email ?? (row.phone ? phone(row.phone) : "")}</td>
                <td className="border-t border-border py-1.5">
                  <span className={clsx("font-medium", row.outcome === "skipped" && "text-warn")}>
                    {d.outcomes[row.outcome]}
                  </span>
                  {why(w, row) && <span className="text-text-2"> · {why(w, row)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
