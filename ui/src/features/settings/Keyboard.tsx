// Single-key shortcuts on or off (some people type by voice), and the list of them all, each of which can be changed.
import clsx from "clsx";
import { Pencil, RotateCcw } from "lucide-react";
import { useRef, useState } from "react";
import { useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { definition, keysOf, type ShortcutGroup, type ShortcutId, shortcutIds, useKey } from "@/app/shortcuts";
import { ShortcutKeys } from "@/app/shortcuts/ShortcutKeys";
import { IconButton, Switch } from "@/kit";
import { KeyRecorder } from "./KeyRecorder";
import { isLetters } from "./letters";
import { ownKeys, withKey } from "./own-keys";

const groups: ShortcutGroup[] = ["app", "go", "list", "prospect"];

function Line({ id }: { id: ShortcutId }) {
  const words = useWords();
  const w = words.settings.keyboard;
  const settings = useSettings();
  const save = useSaveSettings();
  const [recording, setRecording] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  // Drawn again once the new key is in force.
  useKey(id);
  const own = ownKeys(settings);
  const isOff = !settings.single_key_shortcuts && keysOf(id).every(isLetters);
  const action = definition(id).label(words);
  const set = (combo: string | null) => void save({ ui: { keys: withKey(own, id, combo) } });
  const done = (combo: string | null) => {
    setRecording(false);
    if (!combo) return;
    set(combo);
    pencil.current?.focus();
  };
  return (
    <li className="flex min-h-9 items-center gap-2 border-b border-border last:border-b-0">
      <span className={clsx("flex-1", isOff && "text-text-3")}>{action}</span>
      {recording ? (
        <KeyRecorder id={id} onDone={done} />
      ) : (
        <>
          {isOff && <span className="text-small text-text-3">{w.off}</span>}
          <ShortcutKeys id={id} />
        </>
      )}
      {own[id] && !recording && (
        <IconButton size="small" name={w.reset({ action })} icon={<RotateCcw />} onClick={() => set(null)} />
      )}
      <IconButton
        ref={pencil}
        size="small"
        name={w.change({ action })}
        icon={<Pencil />}
        onClick={() => setRecording(true)}
      />
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
                <Line key={id} id={id} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
