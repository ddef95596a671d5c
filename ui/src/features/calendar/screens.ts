// The calendar's screen, apart from what every screen shares of meetings: its grid is heavy.
export { CalendarScreen } from "./CalendarScreen";
