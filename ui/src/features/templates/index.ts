// Templates of messages: their section of the settings, fetched after the first screen.
import { later } from "@/kit";

export { sentence, templatesQuery } from "./data";
export { Rendered } from "./Rendered";
export { useVariables, VariableMenu } from "./VariableMenu";
export const Templates = later(() => import("./Templates").then((m) => m.Templates));
