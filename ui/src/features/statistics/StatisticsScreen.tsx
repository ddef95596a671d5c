// Statistics: figures and charts of a period, compared with the one before. Each mark opens the list of the people behind it.
import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { asFailure } from "@/api/client";
import { useSession } from "@/api/queries";
import type { Chart } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { shortDay } from "@/format";
import { EmptyState, IconButton, Loading, Screen } from "@/kit";
import { host } from "@/platform";
import { ChartSection } from "./ChartSection";
import { Columns } from "./Columns";
import { asked, chartQuery, useOpen, useStatisticsSearch } from "./data";
import { colors } from "./drawing";
import { Figures } from "./Figures";
import { Legend } from "./Legend";
import { PeriodBar } from "./PeriodBar";
import { Rows } from "./Rows";
import "./print.css";

/** Places of the measures of some keys; of money, of any currency. */
const placed = (chart: Chart, ...keys: string[]): number[] =>
  keys.flatMap((key) =>
    chart.measures.flatMap((measure, place) =>
      measure.key === key || measure.key.startsWith(`${key}.`) ? [place] : [],
    ),
  );

const all = (chart: Chart): number[] => chart.measures.map((_, place) => place).slice(0, colors.length);

/** The worth of what is open in the currency that most of it is in; where nothing has an amount, how many there are. */
const worth = (chart: Chart): number[] => {
  const money = [...placed(chart, "value").slice(0, 1), ...placed(chart, "weighted").slice(0, 1)];
  return money.length > 0 ? money : placed(chart, "open");
};

export function StatisticsScreen() {
  const words = useWords();
  const w = words.statistics;
  const [search, set] = useStatisticsSearch();
  const query = asked(search);
  const session = useSession();
  const { data: key, error } = useQuery(chartQuery("key", query));
  const open = useOpen();
  if (session.prospects === 0)
    return (
      <Screen title={w.title}>
        <EmptyState title={w.empty} text={w.emptyText} />
      </Screen>
    );
  return (
    <Screen
      title={w.title}
      meta={key && `${shortDay(key.period.from)} – ${shortDay(key.period.to)}`}
      actions={<IconButton name={w.print} icon={<Printer />} onClick={() => void host.print().catch(failureToast)} />}
    >
      <PeriodBar search={search} onChange={set} />
      <div className="statistics min-h-0 flex-1 overflow-auto">
        {!key && !error && <Loading text={words.common.loading} />}
        {!key && error && <EmptyState title={words.fault.screen} text={failureText(asFailure(error))} />}
        {key && <Figures chart={key} onOpen={open} />}
        {key && (
          <div className="grid grid-cols-1 min-[1100px]:grid-cols-[3fr_2fr] min-[1100px]:[&>*:nth-child(odd):not(:last-child)]:border-r">
            <ChartSection
              name="activity"
              query={query}
              ways={["usual", "member"]}
              legend={(chart) => <Legend chart={chart} measures={all(chart)} />}
            >
              {(chart, onOpen) => <Columns chart={chart} measures={all(chart)} onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="funnel" query={query}>
              {(chart, onOpen) => <Rows chart={chart} measures={[0]} beside={[1]} onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="reach" query={query}>
              {(chart, onOpen) => <Columns chart={chart} measures={[0]} onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="calls" query={query}>
              {(chart, onOpen) => <Rows chart={chart} measures={[0]} beside={[1]} color="var(--c2)" onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="outcomes" query={query} legend={(chart) => <Legend chart={chart} measures={[0, 1]} />}>
              {(chart, onOpen) => <Columns chart={chart} measures={[0, 1]} onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="losses" query={query}>
              {(chart, onOpen) => <Rows chart={chart} measures={[0]} beside={[1]} color="var(--c4)" onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="stages" query={query}>
              {(chart, onOpen) => <Rows chart={chart} measures={[0]} beside={[3]} color="var(--c6)" onOpen={onOpen} />}
            </ChartSection>
            <ChartSection
              name="forecast"
              query={query}
              ways={["usual", "stage"]}
              usual="month"
              legend={(chart) => <Legend chart={chart} measures={worth(chart)} />}
            >
              {(chart, onOpen) => <Columns chart={chart} measures={worth(chart)} stacked={false} onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="conversion" query={query} ways={["source", "import", "member", "tag", "stage"]}>
              {(chart, onOpen) => <Rows chart={chart} measures={[0]} beside={[1, 3]} onOpen={onOpen} />}
            </ChartSection>
            <ChartSection name="completeness" query={query}>
              {(chart, onOpen) => (
                <Rows chart={chart} measures={[0]} beside={[2]} most={100} color="var(--c3)" onOpen={onOpen} />
              )}
            </ChartSection>
          </div>
        )}
      </div>
    </Screen>
  );
}
