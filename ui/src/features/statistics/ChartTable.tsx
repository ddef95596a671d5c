// A chart as a table: every mark that has people behind it opens them.
import type { Chart } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { fewText, markText, measureName, pointName } from "./say";

interface ChartTableProps {
  chart: Chart;
  name: string;
  onOpen: (filter: string) => void;
}

export function ChartTable({ chart, name, onOpen }: ChartTableProps) {
  const w = useWords().statistics;
  return (
    <div className="max-h-[320px] overflow-auto print:max-h-none">
      <table className="w-full border-collapse text-small">
        <caption className="sr-only">{name}</caption>
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className="py-1 pr-3 text-left font-medium text-text-3">
              <span className="sr-only">{w.point}</span>
            </th>
            {chart.measures.map((measure) => (
              <th key={measure.key} scope="col" className="px-2 py-1 text-right font-medium text-text-3">
                {measureName(measure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.points.map((point) => (
            <tr key={point.key} className="border-t border-border">
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                {pointName(point, chart.axis)}
              </th>
              {chart.measures.map((measure, place) => {
                const mark = point.marks[place];
                if (!mark) return <td key={measure.key} />;
                const few = fewText(mark, measure);
                const text = few ?? markText(mark, measure);
                const { filter } = mark;
                return (
                  <td key={measure.key} className="whitespace-nowrap px-1 py-0.5 text-right tnum">
                    {filter && (mark.people ?? 0) > 0 ? (
                      <button
                        type="button"
                        className="min-h-6 rounded-chip px-1 text-accent-text hover:underline"
                        title={few ? w.fewHelp : undefined}
                        onClick={() => onOpen(filter)}
                      >
                        {text}
                      </button>
                    ) : (
                      <span className="px-1 text-text-2" title={few ? w.fewHelp : undefined}>
                        {text}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
