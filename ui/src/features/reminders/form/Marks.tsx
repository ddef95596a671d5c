// The small marks of a follow-up: that it comes back, and how; that an answer would do it; how much it weighs.
import { Repeat as Sign } from "lucide-react";
import type { ReactNode } from "react";
import type { Priority, Repeat } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { rhythmText } from "./rhythm";

interface Marked {
  repeat?: Repeat | null;
  unless_reply?: boolean;
  priority?: Priority;
  due_on?: string | null;
}

/** Behind what is to be done, each after a point in the middle. */
export function Marks({ of }: { of: Marked }) {
  const w = useWords().reminders;
  const marks: { key: string; mark: ReactNode }[] = [];
  if (of.repeat && of.repeat.every > 0)
    marks.push({
      key: "repeat",
      mark: (
        <span data-mark="repeat" className="whitespace-nowrap">
          <Sign aria-hidden="true" className="!size-3 mr-1 inline align-[-1px]" />
          <span className="sr-only">{w.repeat.comesBack} </span>
          {rhythmText(of.repeat, of.due_on)}
        </span>
      ),
    });
  if (of.unless_reply) marks.push({ key: "reply", mark: <span data-mark="reply">{w.repeat.unless}</span> });
  if (of.priority === "high") marks.push({ key: "high", mark: <span className="text-warn">{w.action.urgent}</span> });
  if (of.priority === "low") marks.push({ key: "low", mark: <span>{w.priority.low}</span> });
  return marks.map(({ key, mark }) => (
    <span key={key} className="text-small font-normal text-text-2">
      <span aria-hidden="true"> · </span>
      {mark}
    </span>
  ));
}
