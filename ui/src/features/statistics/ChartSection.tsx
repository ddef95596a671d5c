// One chart of the page: its title, what it is divided by, its drawing or its table, and its files.
import { useQuery } from "@tanstack/react-query";
import { ChartColumn, Download, Table2 } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { Chart, ChartName, Divide, StatisticsQuery } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { IconButton, Loading, Menu, MenuItem, Select } from "@/kit";
import { ChartTable } from "./ChartTable";
import { chartQuery, useOpen } from "./data";
import { exportPicture, exportTable } from "./export-chart";
import type { MarkPlace } from "./use-marks";

interface ChartSectionProps {
  name: Exclude<ChartName, "key">;
  query: StatisticsQuery;
  /** What it can be divided by, the usual first. */
  ways?: readonly Divide[];
  /** What the usual way is called. */
  usual?: "usual" | "month";
  legend?: (chart: Chart) => ReactNode;
  children: (chart: Chart, onOpen: (place: MarkPlace) => void) => ReactNode;
}

const isEmpty = (chart: Chart) => chart.points.every((point) => point.marks.every((mark) => !mark.value));

export function ChartSection({ name, query, ways = [], usual = "usual", legend, children }: ChartSectionProps) {
  const words = useWords();
  const w = words.statistics;
  const id = useId();
  const [by, setBy] = useState<Divide>(ways[0] ?? "usual");
  const [isTable, setTable] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const { data: chart, error } = useQuery(chartQuery(name, query, by));
  const open = useOpen();
  const title = w.charts[name];
  const note = (w.notes as Record<string, string | undefined>)[name];
  const openMark = ({ point, measure }: MarkPlace) => open(chart?.points[point]?.marks[measure]?.filter);
  const asked = { ...query, by };
  const isDrawn = chart !== undefined && !isTable && !isEmpty(chart);
  return (
    <section
      aria-labelledby={id}
      className="flex min-w-0 flex-col gap-3 border-b border-border p-5 print:break-inside-avoid min-[1100px]:last:col-span-2"
    >
      <header className="flex min-h-7 flex-wrap items-center gap-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {chart && !isTable && legend?.(chart)}
          {ways.length > 1 && (
            <Select
              size="toolbar"
              className="!w-40 print:hidden"
              label={`${title}, ${w.by}`}
              value={by}
              onChange={setBy}
              options={ways.map((way) => ({ value: way, label: way === "usual" ? w.ways[usual] : w.ways[way] }))}
            />
          )}
          <span className="flex print:hidden">
            <IconButton
              name={isTable ? w.drawing : w.table}
              icon={isTable ? <ChartColumn /> : <Table2 />}
              pressed={isTable}
              onClick={() => setTable(!isTable)}
            />
            <Menu align="end" trigger={<IconButton name={w.more(title)} icon={<Download />} />}>
              {isDrawn && (
                <MenuItem
                  onSelect={() => {
                    const drawing = body.current?.querySelector<SVGSVGElement>("svg");
                    if (drawing) void exportPicture(drawing, title);
                  }}
                >
                  {w.png}
                </MenuItem>
              )}
              <MenuItem onSelect={() => void exportTable(name, title, asked, "csv")}>{w.csv}</MenuItem>
              <MenuItem onSelect={() => void exportTable(name, title, asked, "xlsx")}>{w.xlsx}</MenuItem>
            </Menu>
          </span>
        </div>
      </header>
      {note && <p className="-mt-2 text-small text-text-3">{note}</p>}
      <div ref={body} className="min-w-0">
        {!chart && !error && <Loading text={words.common.loading} />}
        {!chart && error && <p className="text-danger">{failureText(asFailure(error))}</p>}
        {chart &&
          (isTable || !isEmpty(chart)) &&
          (isTable ? (
            <ChartTable chart={chart} name={title} onOpen={open} />
          ) : (
            <fieldset aria-label={`${title}. ${w.hint}`} className="min-w-0">
              {children(chart, openMark)}
            </fieldset>
          ))}
        {chart && !isTable && isEmpty(chart) && <p className="py-6 text-text-3">{w.nothing}</p>}
      </div>
    </section>
  );
}
