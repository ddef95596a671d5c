// Which entry draws which kind. A new kind has a file of its own and a line here.
import type { ComponentType } from "react";
import type { Activity, ActivityKind } from "@/api/schema";
import { MeetingEntry } from "@/features/calendar";
import { EmailEntry } from "@/features/messages";
import { CallEntry } from "./CallEntry";
import { CreatedEntry, FollowUpEntry, StageEntry } from "./happened";
import { NoteEntry } from "./NoteEntry";

const entries: Record<ActivityKind, ComponentType<{ activity: Activity }>> = {
  note: NoteEntry,
  call: CallEntry,
  stage_change: StageEntry,
  follow_up: FollowUpEntry,
  email: EmailEntry,
  meeting: MeetingEntry,
  // Counted, never listed.
  viewed: () => null,
  created: CreatedEntry,
};

export function EntryOf({ activity }: { activity: Activity }) {
  const One = entries[activity.kind];
  return <One activity={activity} />;
}
