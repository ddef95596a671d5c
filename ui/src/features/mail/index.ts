// Mailboxes: their section of the settings, and how they are, for whoever shows it.
import { later } from "@/kit";

export { accountsQuery, healthQuery, isTroubled, type Standing, standingOf } from "./data";
export const Accounts = later(() => import("./Accounts").then((m) => m.Accounts));
