// Filters: the editor of a list's filter. Its code comes when it is asked for.
import { later } from "@/kit";

export const FilterEditor = later(() => import("./FilterEditor").then((m) => m.FilterEditor));
