// The names of the series, in their order, each beside its colour.
import type { Chart } from "@/api/schema";
import { colors } from "./drawing";
import { measureName } from "./say";

export function Legend({ chart, measures }: { chart: Chart; measures: readonly number[] }) {
  return (
    <ul className="flex flex-wrap items-center gap-x-3 text-small text-text-2">
      {measures.map((place, rank) => {
        const measure = chart.measures[place];
        return (
          measure && (
            <li key={measure.key} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className="size-2 rounded-full"
                style={{ background: colors[rank % colors.length] }}
              />
              {measureName(measure)}
            </li>
          )
        );
      })}
    </ul>
  );
}
