// The first rows of each outcome, with the reason of the match and what would change.
import clsx from "clsx";
import { ListChecks } from "lucide-react";
import type { ImportRow, ImportSheet } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { integer, phone } from "@/format";
import { Button } from "@/kit";
import { besideOf, reasonOf, warningText } from "./row-words";
import { fieldName } from "./targets";

const cell = "max-w-64 truncate border-t border-border py-1.5 pr-4 align-top";

function why(w: ReturnType<typeof useWords>["imports"], row: ImportRow): string {
  const parts: string[] = [];
  const reason = reasonOf(row);
  if (reason) parts.push(reason);
  if (row.outcome === "updated" && row.changes.length > 0)
    parts.push(w.duplicates.changes({ fields: row.changes.map(fieldName).join(", ") }));
  parts.push(...row.warnings.map(warningText));
  return parts.join(" · ");
}

/** Something of it is left to decide: it is called as in the list of all rows. */
const isOpen = (row: ImportRow): boolean => row.state === "conflict";

interface PreviewRowsProps {
  rows: ImportRow[];
  sheets: readonly ImportSheet[];
  onAll: () => void;
}

export function PreviewRows({ rows, sheets, onAll }: PreviewRowsProps) {
  const w = useWords().imports;
  const d = w.duplicates;
  const kindOf = (row: ImportRow) => sheets[row.sheet]?.kind;
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
                <td className={cell}>{row.name || (kindOf(row) === "notes" && row.prospect) || "—"}</td>
                {kindOf(row) === "notes" ? (
                  <td colSpan={2} className={clsx(cell, "text-text-2")} title={besideOf(row, "notes")}>
                    {besideOf(row, "notes")}
                  </td>
                ) : (
                  <>
                    <td className={clsx(cell, "text-text-2")}>{row.company ?? ""}</td>
                    <td className={clsx(cell, "text-text-2")}>{row.email ?? (row.phone ? phone(row.phone) : "")}</td>
                  </>
                )}
                <td className="border-t border-border py-1.5">
                  <span className={clsx("font-medium", (row.outcome === "skipped" || isOpen(row)) && "text-warn")}>
                    {isOpen(row) ? w.rows.states.conflict : d.outcomes[row.outcome]}
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
