// F1 or ?: the shortcuts that answer on this screen, by group.
import { useWords } from "@/app/i18n";
import { Dialog } from "@/kit";
import { definition, type ShortcutId } from "./catalogue";
import type { ShortcutGroup } from "./define";
import { activeShortcuts, singleKeysOn } from "./registry";
import { ShortcutKeys } from "./ShortcutKeys";

const groups: ShortcutGroup[] = ["prospect", "list", "app", "go"];

function Line({ id }: { id: ShortcutId }) {
  const w = useWords();
  return (
    <li className="flex min-h-7 items-center gap-2">
      <span className="flex-1">{definition(id).label(w)}</span>
      <ShortcutKeys id={id} />
    </li>
  );
}

export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const w = useWords();
  const active = open ? activeShortcuts().filter((id) => !definition(id).hidden) : [];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={w.help.title}
      description={singleKeysOn() ? w.help.text : w.help.lettersOff}
      closeLabel={w.common.close}
      width={720}
    >
      <div className="columns-[260px] gap-8">
        {groups.map((group) => {
          const ids = active.filter((id) => definition(id).group === group);
          return ids.length === 0 ? null : (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-small font-medium text-text-3">{w.help.groups[group]}</h3>
              <ul>
                {ids.map((id) => (
                  <Line key={id} id={id} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
