// The inbox: what the shell and the timeline share with it.
export { inboxCountQuery } from "./data";
