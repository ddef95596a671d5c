// What becomes of each sheet of a workbook, or what became of it; the sums are told above it.
import type { SheetCounts } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { integer } from "@/format";

const cell = "border-t border-border py-1.5 pr-6";

export function BySheet({ sheets }: { sheets: readonly SheetCounts[] }) {
  const w = useWords().imports.sheets;
  if (sheets.length < 2) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, the keyboard must too.
    <section tabIndex={0} aria-label={w.bySheet} className="max-w-[880px] overflow-x-auto">
      <table className="border-collapse">
        <thead>
          <tr className="text-left text-small text-text-3">
            {[w.sheet, w.becomes].map((head) => (
              <th key={head} scope="col" className="py-1.5 pr-6 font-medium">
                {head}
              </th>
            ))}
            {Object.values(w.outcomes).map((head) => (
              <th key={head} scope="col" className="py-1.5 pr-6 text-right font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet) => (
            <tr key={sheet.sheet}>
              <td className={`${cell} max-w-64 truncate font-medium`}>{sheet.name}</td>
              <td className={`${cell} text-text-2`}>{w.kinds[sheet.kind]}</td>
              {[sheet.created, sheet.updated, sheet.unchanged, sheet.skipped].map((count, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: four figures in their order.
                <td key={at} className={`${cell} text-right tnum ${count === 0 ? "text-text-3" : ""}`}>
                  {integer(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
