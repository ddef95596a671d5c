// Exporting prospects: `<ExportDialog open onOpenChange selection count shown? />`, drawn by whoever has a selection.
export { ExportDialog, type ExportDialogProps } from "./ExportDialog";
