// The screen of this feature.
export { HistoryScreen } from "./HistoryScreen";
