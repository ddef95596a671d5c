// Prospects as the shell shows them: the table, the sheet in the panel and on a page, « Nouveau prospect ». Apart from
// index.ts, so that the board does not wait for them.
export { NewProspect } from "./NewProspect";
export { ProspectPanel } from "./ProspectPanel";
export { ProspectScreen } from "./ProspectScreen";
export { ProspectsScreen } from "./ProspectsScreen";
