// Templates of messages: their section of the settings, fetched after the first screen.
import { later } from "@/kit";

export const Templates = later(() => import("./Templates").then((m) => m.Templates));
