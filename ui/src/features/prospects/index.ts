// Prospects: what the board and the other features share with them.
export { AskRequired } from "./actions/AskRequired";
export { byIds, moveToStage, restore, toTrash } from "./actions/bulk";
export { ProspectSheet, SelectionBar, StagePicker, TagPicker } from "./actions/on-demand";
export { Declined, withRequired } from "./actions/required";
export { useTellSelected } from "./actions/selected";
export { EmptyBase } from "./EmptyBase";
export { useCardFields } from "./fields/card";
export { FilterBar } from "./filters/FilterBar";
export { FilterFault, isFilterFault } from "./filters/FilterFault";
export { isFiltered, type ListSearch, noFilters, useListSearch } from "./filters/filters";
export { ListCount } from "./filters/ListCount";
export { StageMark } from "./pick/stages";
export { type Rows, useRevision, useRows } from "./rows/live";
export type { Ahead } from "./rows/page-cache";
export { openNote } from "./sheet/note-focus";
export { RowMenu } from "./table/RowMenu";
export type { BarChoice } from "./table/SelectionBar";
