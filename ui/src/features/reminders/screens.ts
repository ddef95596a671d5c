// The day: the home screen, apart from what every screen shares of follow-ups.
export { fetchToday } from "./day/data";
export { TodayScreen } from "./day/TodayScreen";
