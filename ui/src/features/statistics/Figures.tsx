// The few figures above all charts, each with its change in words. A figure opens the people behind it.
import type { Chart } from "@/api/schema";
import { changeText, markText, measureName } from "./say";

interface FiguresProps {
  chart: Chart;
  onOpen: (filter: string | null | undefined) => void;
}

export function Figures({ chart, onOpen }: FiguresProps) {
  const [point] = chart.points;
  if (!point) return null;
  // What was won is worth something: its amounts stand with it.
  const amounts = chart.measures.flatMap((measure, place) => {
    const mark = point.marks[place];
    return measure.unit === "money" && mark ? [markText(mark, measure)] : [];
  });
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(168px,1fr))] border-b border-border">
      {chart.measures.map((measure, place) => {
        const mark = point.marks[place];
        if (!mark || measure.unit === "money") return null;
        const isTold = typeof mark.value === "number";
        return (
          <div key={measure.key} className="border-r border-border px-5 py-4 last:border-r-0">
            <dt className="text-text-2">{measureName(measure)}</dt>
            <dd>
              <button
                type="button"
                disabled={!mark.people}
                onClick={() => onOpen(mark.filter)}
                className="block min-h-6 max-w-full rounded-chip text-left tnum enabled:hover:underline disabled:text-text"
              >
                <span className={isTold ? "text-display" : "text-small text-text-3"}>{markText(mark, measure)}</span>
              </button>
              {measure.key === "won" && amounts.length > 0 && <p className="text-text tnum">{amounts.join(" · ")}</p>}
              <p className="text-small text-text-2 tnum">{changeText(mark, measure, chart.period.days)}</p>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
