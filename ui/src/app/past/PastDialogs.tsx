// The dialogs of the past, fetched when they are first asked for.
import { useShortcuts } from "@/app/shortcuts";
import { later } from "@/kit";
import { openPast, useOpenPast } from "./open";

const PastDialog = later(() => import("./PastDialog").then((m) => m.PastDialog));
const RestoreTo = later(() => import("./RestoreTo").then((m) => m.RestoreTo));

export function PastDialogs() {
  const open = useOpenPast();
  useShortcuts({ "app.past": () => openPast("choose") });
  const change = (next: boolean) => {
    if (!next) openPast(null);
  };
  return (
    <>
      {open === "choose" && <PastDialog open onOpenChange={change} />}
      {open === "restore" && <RestoreTo open onOpenChange={change} />}
    </>
  );
}
