// What is opened from a list that begins without it: its code comes after the screen.
import { later } from "@/kit";

export const PlanPopover = later(() => import("./PlanPopover").then((m) => m.PlanPopover));
