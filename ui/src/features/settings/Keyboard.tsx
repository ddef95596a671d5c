// Single-key shortcuts on or off (some people type by voice), and the list of them all.
import clsx from "clsx";
import { useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { definition, keysOf, type ShortcutGroup, type ShortcutId, shortcutIds, spell } from "@/app/shortcuts";
import { KeyCap, Switch } from "@/kit";
import { isLetters } from "./letters";

const groups: ShortcutGroup[] = ["app", "go", "list", "prospect"];

function Line({ id, singleKeys }: { id: ShortcutId; singleKeys: boolean }) {
  const w = useWords();
  const keys = keysOf(id);
  const isOff = !singleKeys && keys.every(isLetters);
  return (
    <li className="flex min-h-8 items-center gap-2 border-b border-border last:border-b-0">
      <span className={clsx("flex-1", isOff && "text-text-3")}>{definition(id).label(w)}</span>
      {isOff && <span className="text-small text-text-3">{w.settings.keyboard.off}</span>}
      {keys.map((key) => (
        <span key={key}>
          <KeyCap keys={spell(key)} />
          <span className="sr-only">{spell(key)}</span>
        </span>
      ))}
    </li>
  );
}

export function Keyboard() {
  const w = useWords();
  const { single_key_shortcuts: single } = useSettings();
  const save = useSaveSettings();
  return (
    <div className="flex flex-col gap-6">
      <Switch
        checked={single}
        onChange={(on) => void save({ single_key_shortcuts: on })}
        label={w.settings.keyboard.single}
        help={w.settings.keyboard.singleHelp}
      />
      {groups.map((group) => {
        const ids = shortcutIds.filter((id) => definition(id).group === group && !definition(id).hidden);
        return ids.length === 0 ? null : (
          <section key={group} aria-label={w.help.groups[group]}>
            <h3 className="mb-1 text-small font-medium text-text-3">{w.help.groups[group]}</h3>
            <ul>
              {ids.map((id) => (
                <Line key={id} id={id} singleKeys={single} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
