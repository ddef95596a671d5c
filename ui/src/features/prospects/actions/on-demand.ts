// What is done to chosen prospects, for a screen that begins with none chosen: its code comes after the screen.
import { later } from "@/kit";

export const ProspectSheet = later(() => import("../ProspectPanel").then((m) => m.ProspectPanel));
export const SelectionBar = later(() => import("../table/SelectionBar").then((m) => m.SelectionBar));
export const StagePicker = later(() => import("./Pickers").then((m) => m.StagePicker));
export const TagPicker = later(() => import("./Pickers").then((m) => m.TagPicker));
