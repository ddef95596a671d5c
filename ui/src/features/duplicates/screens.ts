// The screen of the duplicates, apart from what sheets and dialogs use of them.
export { DuplicatesScreen } from "./DuplicatesScreen";
