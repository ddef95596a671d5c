// Prospects: the table, the sheet in the panel and on a page.
export { ProspectPanel } from "./ProspectPanel";
export { ProspectScreen } from "./ProspectScreen";
export { ProspectsScreen } from "./ProspectsScreen";
