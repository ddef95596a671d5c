// What was done, newest first, and how to take it back. Other features undo an operation of theirs with the same dialog.
export { HistoryScreen } from "./HistoryScreen";
export { type UndoOperation, useUndoOperation } from "./undo";
export { useValues } from "./values";
