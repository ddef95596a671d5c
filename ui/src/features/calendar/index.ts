// Meetings: what the other features share with the calendar. The screen is in screens.ts, with the grid that it is drawn by.
export { prospectMeetingsQuery } from "./data";
export { MeetingDoor } from "./MeetingDoor";
export { MeetingEntry } from "./MeetingEntry";
export { Meetings } from "./Meetings";
export { openMeeting } from "./open";
export { PeoplePicker, type Person } from "./PeoplePicker";
export { TodayMeetings } from "./TodayMeetings";
export { planMeeting } from "./write";
