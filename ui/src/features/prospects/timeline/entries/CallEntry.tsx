// A call of the timeline: « Appel sortant · 6 min », then what came of it and what was said.
import { Phone, PhoneIncoming } from "lucide-react";
import type { Activity } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { later } from "@/kit";
import { NoteText } from "../../notes/NoteText";
import { deleteCall, heldIn } from "./calls";
import { Editable } from "./Editable";

const CallForm = later(() => import("./CallForm").then((m) => m.CallForm));

export function CallEntry({ activity }: { activity: Activity }) {
  const { reminders, timeline } = useWords();
  const w = reminders.call;
  const { direction, outcome, minutes } = heldIn(activity.data);
  const isIn = direction === "in";
  const what = isIn ? w.in : w.out;
  const text = [`${w.outcomes[outcome]}.`, activity.body].filter(Boolean).join(" ");
  return (
    <Editable
      activity={activity}
      icon={isIn ? <PhoneIncoming /> : <Phone />}
      title={minutes === null ? what : w.lasted({ what, minutes })}
      words={timeline.call}
      onRemove={() => void deleteCall(activity)}
      form={(done) => <CallForm activity={activity} onDone={done} />}
    >
      <NoteText text={text} />
    </Editable>
  );
}
