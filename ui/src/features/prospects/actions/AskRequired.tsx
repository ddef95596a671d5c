// The doors of what may be asked before prospects are changed: what a stage requires, and the look at a change of all that a list
// finds. Nothing is loaded before there is a question.
import { useSyncExternalStore } from "react";
import { later } from "@/kit";
import { looking, subscribe as subscribeLook } from "./look";
import { asked, subscribe } from "./required";

const RequiredDialog = later(() => import("./RequiredDialog").then((m) => m.RequiredDialog));
const LookDialog = later(() => import("./LookDialog").then((m) => m.LookDialog));

export function AskRequired() {
  const ask = useSyncExternalStore(subscribe, asked);
  const look = useSyncExternalStore(subscribeLook, looking);
  return (
    <>
      {look && <LookDialog look={look} />}
      {ask && <RequiredDialog ask={ask} />}
    </>
  );
}
