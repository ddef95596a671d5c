// Views: their list in the sidebar, and the button that keeps what a list is asked.
export { pathOf, searchOf } from "./address";
export { useViewColumns, type ViewColumns } from "./layout";
export { SaveView } from "./SaveView";
export { useShownView, useViews } from "./shown";
export { ViewsNav } from "./ViewsNav";
