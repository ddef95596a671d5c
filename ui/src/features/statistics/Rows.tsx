// Rows below each other, one bar each: stages, sources, what came of calls. What is drawn stands beside its bar in figures.
import { type DrawingProps, useWidth } from "./drawing";
import { besideText, markText, pointName, sentence } from "./say";
import { useMarks } from "./use-marks";
import { ValueLine } from "./ValueLine";

const ROW = 28;
const BAR = 18;

interface RowsProps extends DrawingProps {
  /** What is said behind the first figure. */
  beside?: readonly number[];
  color?: string;
  /** What a bar that goes all the way is; the longest bar where nothing is said. */
  most?: number;
}

/** A text that fits, in letters of seven pixels. */
const fitted = (text: string, room: number): string => {
  const letters = Math.max(4, Math.floor(room / 7));
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
};

export function Rows({ chart, measures, beside = [], color = "var(--c1)", most, onOpen }: RowsProps) {
  const [box, width] = useWidth();
  const { mark, active } = useMarks({ points: chart.points.length, measures, vertical: true, onOpen });
  const place = measures[0] ?? 0;
  const top = most ?? Math.max(1, ...chart.points.map((point) => point.marks[place]?.value ?? 0));
  const told = chart.points.map((point) =>
    [place, ...beside]
      .flatMap((one) => {
        const [found, measure] = [point.marks[one], chart.measures[one]];
        if (!found || !measure) return [];
        return one === place ? [markText(found, measure, true)] : [besideText(found, measure)];
      })
      .join(" · "),
  );
  const names = Math.min(width * 0.34, 150);
  const figures = Math.min(width * 0.4, 16 + 7 * Math.max(0, ...told.map((text) => text.length)));
  const room = Math.max(0, width - names - figures);
  const height = chart.points.length * ROW;
  const shown = active && chart.points[active.point];
  return (
    <div ref={box} className="min-w-0">
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: each mark has its own name, and the title of the chart stands above */}
      <svg width={width} height={height} className="block overflow-visible">
        {chart.points.map((point, rank) => {
          const value = Math.max(0, point.marks[place]?.value ?? 0);
          const long = (value / top) * room;
          const isActive = active?.point === rank;
          return (
            <g key={point.key}>
              {/* The row itself is what is pointed at and named; what is drawn on it is for the eye, and may be cut. */}
              <rect
                {...mark(rank, place)}
                aria-label={sentence(chart, point, place)}
                className="cursor-pointer outline-none"
                x={0}
                y={rank * ROW}
                width={width}
                height={ROW}
                fill={isActive ? "var(--hover)" : "transparent"}
                rx={6}
              >
                <title>{pointName(point, chart.axis)}</title>
              </rect>
              {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a text of a drawing takes no focus. */}
              <text
                aria-hidden="true"
                x={4}
                y={rank * ROW + ROW / 2 + 4}
                className="pointer-events-none fill-text text-small"
              >
                {fitted(pointName(point, chart.axis), names)}
              </text>
              <rect
                className="pointer-events-none"
                x={names}
                y={rank * ROW + (ROW - BAR) / 2}
                width={value > 0 ? Math.max(2, long) : 0}
                height={BAR}
                rx={3}
                fill={color}
              />
              {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: as above. */}
              <text
                aria-hidden="true"
                x={names + long + 8}
                y={rank * ROW + ROW / 2 + 4}
                className="pointer-events-none fill-text-2 text-small tnum"
              >
                {told[rank]}
              </text>
              {isActive && (
                <rect
                  className="pointer-events-none"
                  x={1}
                  y={rank * ROW + 1}
                  width={Math.max(0, width - 2)}
                  height={ROW - 2}
                  rx={6}
                  fill="none"
                  stroke="var(--focus)"
                  strokeWidth={2}
                />
              )}
            </g>
          );
        })}
      </svg>
      <ValueLine text={active && shown ? sentence(chart, shown, place) : ""} />
    </div>
  );
}
