// What the board asks the core: the order that the user chose, and so many cards a column.
import type { CardOrder, Session } from "@/api/schema";

/** Cards in a page; the first one comes with the board. */
export const PAGE = 40;
export const ORDER = "pipeline.order";
export const orders: CardOrder[] = ["manual", "next_action", "value", "last_interaction", "name"];

export const orderOf = (settings: Session["settings"]): CardOrder =>
  orders.find((o) => o === settings.ui[ORDER]) ?? "manual";
