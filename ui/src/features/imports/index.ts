// Importing a file: the way in with the past imports, and one import from its draft to its report.
export { ImportScreen } from "./ImportScreen";
export { ImportStartScreen } from "./ImportStartScreen";
