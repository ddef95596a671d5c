// Importing a file: choosing it, then the steps of its draft.
export { ImportScreen } from "./ImportScreen";
export { ImportStartScreen } from "./ImportStartScreen";
