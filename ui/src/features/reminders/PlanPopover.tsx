// « L » in a list: the form beside the row, the card or the bar of the selection, with the number in its title.
import { useWords } from "@/app/i18n";
import { Popover } from "@/kit";
import { PlanForm } from "./PlanForm";
import { type Person, planAll } from "./write";

interface PlanPopoverProps {
  anchor: Element | null;
  people: readonly Person[];
  onClose: () => void;
}

export function PlanPopover({ anchor, people, onClose }: PlanPopoverProps) {
  const w = useWords().reminders.plan;
  const [first] = people;
  const title = people.length === 1 && first ? w.title({ name: first.name }) : w.titleMany(people.length);
  return (
    <Popover open anchor={anchor} title={title} titled width={560} onOpenChange={(open) => !open && onClose()}>
      <PlanForm
        person={people.length === 1 ? first?.id : undefined}
        onClose={onClose}
        onPlan={(reminder) => {
          onClose();
          return planAll(people, reminder);
        }}
      />
    </Popover>
  );
}
