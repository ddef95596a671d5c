// Entries of what happened by itself, which nobody can rewrite: a change of stage, a follow-up that was done, the beginning.
import { Check, FileDown, MoveRight, UserPlus } from "lucide-react";
import type { Activity, ReminderKind } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { whatOf } from "@/features/reminders";
import { Entry } from "./Entry";

interface Happened {
  activity: Activity;
}

export function StageEntry({ activity }: Happened) {
  const w = useWords().prospects.timeline;
  const { from, to } = activity.data;
  const title = w.stage({ from: String(from ?? ""), to: String(to ?? "") });
  return <Entry activity={activity} icon={<MoveRight />} title={title} />;
}

export function FollowUpEntry({ activity }: Happened) {
  const { doneOf } = useWords().reminders.action;
  const { kind, title } = activity.data;
  const what = whatOf({ kind: kind as ReminderKind, title: typeof title === "string" ? title : null });
  return <Entry activity={activity} icon={<Check />} title={doneOf({ what })} />;
}

export function CreatedEntry({ activity }: Happened) {
  const w = useWords().prospects.timeline;
  const { via, file } = activity.data;
  const imported = via === "import" && file;
  return (
    <Entry
      activity={activity}
      icon={imported ? <FileDown /> : <UserPlus />}
      title={imported ? w.imported({ file: String(file) }) : w.created}
    />
  );
}
