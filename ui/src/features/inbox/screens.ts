// The screen of this feature, apart from what the sidebar reads of it.
export { InboxScreen } from "./InboxScreen";
