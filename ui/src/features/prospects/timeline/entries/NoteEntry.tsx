// A note of the timeline.
import { StickyNote } from "lucide-react";
import type { Activity } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { NoteText } from "../../notes/NoteText";
import { NoteEditor } from "../../sheet/NoteField";
import { deleteNote } from "../../sheet/notes";
import { Editable } from "./Editable";

export function NoteEntry({ activity }: { activity: Activity }) {
  const w = useWords().prospects.timeline;
  return (
    <Editable
      activity={activity}
      icon={<StickyNote />}
      title={w.note}
      words={{ menu: w.noteMenu, edit: w.editNote, remove: w.deleteNote }}
      onRemove={() => void deleteNote(activity)}
      form={(done) => <NoteEditor activity={activity} onDone={done} />}
    >
      <NoteText text={activity.body ?? ""} />
    </Editable>
  );
}
