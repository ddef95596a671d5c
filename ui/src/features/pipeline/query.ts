// What the board asks the core: the order that the user chose, and so many cards a column.
import { boardQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { CardOrder, Session } from "@/api/schema";

/** Cards in a page; the first one comes with the board. */
export const PAGE = 40;
export const ORDER = "pipeline.order";
export const orders: CardOrder[] = ["manual", "value", "last_interaction", "name"];

export const orderOf = (settings: Session["settings"]): CardOrder =>
  orders.find((o) => o === settings.ui[ORDER]) ?? "manual";

/** Asks for the board without filters before its screen is drawn; a failure is for the screen to show. */
export const fetchBoard = ({ settings }: Session): Promise<void> =>
  queryClient.prefetchQuery(boardQuery({ order: orderOf(settings), limit: PAGE }));
