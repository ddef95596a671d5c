// The day: the home screen.
export { fetchToday } from "./data";
export { TodayScreen } from "./TodayScreen";
