// Columns side by side, the measures of one point above each other: what happened day by day, what is expected month by month.
import type { Chart } from "@/api/schema";
import { integer } from "@/format";
import { colors, type DrawingProps, useWidth } from "./drawing";
import { labelled } from "./labels";
import { sentence, shortName, valueText } from "./say";
import { useMarks } from "./use-marks";
import { ValueLine } from "./ValueLine";

const HEIGHT = 176;
const FOOT = 22;
const HEAD = 8;

/** The next round number: 1, 2 or 5 and zeros. */
export function roundUp(value: number): number {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 10].map((step) => step * power).find((step) => step >= value) ?? 10 * power;
}

/** The highest that a point of the chart is. */
const highest = (chart: Chart, measures: readonly number[], stacked: boolean): number =>
  Math.max(
    0,
    ...chart.points.map((point) => {
      const values = measures.map((place) => point.marks[place]?.value ?? 0);
      return stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
    }),
  );

export function Columns({ chart, measures, stacked = true, onOpen }: DrawingProps) {
  const [box, width] = useWidth();
  const { mark, active } = useMarks({ points: chart.points.length, measures, onOpen });
  const top = roundUp(highest(chart, measures, stacked));
  const first = chart.measures[measures[0] ?? 0];
  const named = (value: number) => (first?.unit === "money" ? valueText(value, first, true) : integer(value));
  const left = 12 + 7 * Math.max(named(top).length, named(top / 2).length);
  const room = Math.max(0, width - left);
  const slot = room / Math.max(1, chart.points.length);
  const wide = Math.max(2, Math.min(stacked ? 36 : 48, slot * 0.76));
  const full = HEIGHT - FOOT - HEAD;
  const y = (value: number) => HEAD + full - (value / top) * full;
  const below = labelled(
    chart.points.map((point) => ({
      name: shortName(point, chart.axis),
      isOwn: !point.from && !/^\d{4}-\d\d$/.test(point.key),
      isTall: measures.some((place) => (point.marks[place]?.value ?? 0) > 0),
    })),
    room,
  );
  const shown = active && chart.points[active.point];
  return (
    <div ref={box} className="min-w-0">
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: each mark has its own name, and the title of the chart stands above */}
      <svg width={width} height={HEIGHT} className="block overflow-visible">
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={left} x2={width} y1={y(top * part)} y2={y(top * part)} stroke="var(--border)" />
            <text x={left - 8} y={y(top * part) + 4} textAnchor="end" className="fill-text-3 text-small tnum">
              {named(top * part)}
            </text>
          </g>
        ))}
        {chart.points.map((point, rank) => {
          const start = left + slot * rank + (slot - wide) / 2;
          let foot = 0;
          return (
            <g key={point.key}>
              {measures.map((place, series) => {
                const value = Math.max(0, point.marks[place]?.value ?? 0);
                const base = stacked ? foot : 0;
                foot += value;
                const each = wide / (stacked ? 1 : measures.length);
                const x = stacked ? start : start + each * series;
                const high = Math.max(0, y(base) - y(base + value) - (stacked && base > 0 ? 1 : 0));
                const isActive = active?.point === rank && active.measure === place;
                return (
                  <g
                    key={place}
                    {...mark(rank, place)}
                    aria-label={sentence(chart, point, place)}
                    className="cursor-pointer outline-none"
                  >
                    {/* Whoever points beside a low column means it. */}
                    {(series === 0 || !stacked) && (
                      <rect x={x} y={HEAD} width={each} height={full} fill="transparent" />
                    )}
                    <rect
                      x={x}
                      y={y(base + value)}
                      width={Math.max(1, each - (stacked ? 0 : 1))}
                      height={value > 0 ? Math.max(1.5, high) : 0}
                      rx={Math.min(2, high / 2)}
                      fill={colors[series % colors.length]}
                    />
                    {isActive && (
                      <rect
                        x={x - 2}
                        y={y(base + value) - 2}
                        width={each + 4}
                        height={Math.max(4, high + 4)}
                        rx={4}
                        fill="none"
                        stroke="var(--focus)"
                        strokeWidth={2}
                      />
                    )}
                  </g>
                );
              })}
              {below.has(rank) && (
                <text
                  x={left + (below.get(rank) ?? 0)}
                  y={HEIGHT - 4}
                  textAnchor="middle"
                  className="fill-text-3 text-small tnum"
                >
                  {shortName(point, chart.axis)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <ValueLine text={active && shown ? sentence(chart, shown, active.measure) : ""} />
    </div>
  );
}
