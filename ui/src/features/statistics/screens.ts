// The screen of the statistics, in its own chunk.
export { StatisticsScreen } from "./StatisticsScreen";
