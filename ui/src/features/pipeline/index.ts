// The board: prospects by stage.
export { PipelineScreen } from "./PipelineScreen";
export { fetchBoard } from "./query";
