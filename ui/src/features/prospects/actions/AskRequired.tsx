// The doors of what may be asked before prospects are changed: what a stage requires, why somebody is lost, and the look at a
// change of all that a list finds. Nothing is loaded before there is a question.
import { useSyncExternalStore } from "react";
import { later } from "@/kit";
import { question, subscribe, turnOf } from "./asking";

const RequiredDialog = later(() => import("./RequiredDialog").then((m) => m.RequiredDialog));
const ReasonDialog = later(() => import("./ReasonDialog").then((m) => m.ReasonDialog));
const LookDialog = later(() => import("./LookDialog").then((m) => m.LookDialog));

export function AskRequired() {
  const asked = useSyncExternalStore(subscribe, question);
  const key = turnOf();
  if (asked?.kind === "look") return <LookDialog key={key} look={asked.ask} />;
  if (asked?.kind === "reason") return <ReasonDialog key={key} ask={asked.ask} />;
  return asked && <RequiredDialog key={key} ask={asked.ask} />;
}
