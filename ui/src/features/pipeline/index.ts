// The board: prospects by stage.
export { PipelineScreen } from "./PipelineScreen";
