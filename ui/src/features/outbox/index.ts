// The composer: where a message is written, in its panel or in the place of a reply; and what is on its way.
import { later } from "@/kit";

export { outboxCountsQuery, useDraftAnswering } from "./data";
export { dropOnMessage, isOverMessage } from "./drop";
export { openComposer, type Start } from "./open";
export const Composer = later(() => import("./Composer").then((m) => m.Composer));
export const ComposerDoor = later(() => import("./ComposerPanel").then((m) => m.ComposerDoor));
export const Outbox = later(() => import("./Outbox").then((m) => m.Outbox));
