// Where the form of a meeting opens, whoever asks for it; V asks for one with whoever is on screen.
import { useEffect, useState } from "react";
import { useShortcuts } from "@/app/shortcuts";
import { later, useReadOnly } from "@/kit";
import { listen, openMeeting, usualWish, type Wish } from "./open";

const MeetingDialog = later(() => import("./MeetingDialog").then((m) => m.MeetingDialog));

/** `shown`: whose sheet is open. */
export function MeetingDoor({ shown }: { shown: string | undefined }) {
  const [wish, setWish] = useState<Wish | null>(null);
  const isPast = useReadOnly() !== null;
  useEffect(() => listen(setWish), []);
  useShortcuts({
    "calendar.plan": !isPast && (() => openMeeting({ ...usualWish(), ...(shown ? { prospects: [shown] } : {}) })),
  });
  return wish && <MeetingDialog wish={wish} onClose={() => setWish(null)} />;
}
