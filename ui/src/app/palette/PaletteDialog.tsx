// Ctrl+K: prospects, companies, commands, screens and settings under one field. Lists open in place; Backspace on an
// empty field goes back.
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { ChevronRight, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useWords } from "@/app/i18n";
import { KeyCap, Scrim } from "@/kit";
import { currentOffers, type Entry, type EntryGroup } from "./entries";
import { rank, rankGroups } from "./rank";
import { useCommands } from "./use-commands";
import { usePlan } from "./use-plan";
import { useCreate, useFound, useRecent } from "./use-records";

interface Level {
  label: string;
  items: Entry[];
}

const said = (e: Entry): string => `${e.label} ${e.detail ?? ""} ${e.also ?? ""}`;
const find = (text: string, entries: Entry[]): Entry[] => rank(text, entries, said);

function useGroups(text: string, level: Level | undefined, open: boolean): EntryGroup[] {
  const w = useWords();
  const makeCommands = useCommands();
  const recent = useRecent(open);
  const found = useFound(level ? "" : text);
  const planned = usePlan(level ? "" : text);
  const create = useCreate();
  // biome-ignore lint/correctness/useExhaustiveDependencies: commands are those of the moment the palette opens.
  const fixed = useMemo(() => (open ? { offers: currentOffers(), groups: makeCommands() } : null), [open]);
  if (level) return [{ label: level.label, items: find(text, level.items) }];
  const offers = (fixed?.offers ?? []).map((o) => ({ label: o.label, items: find(text, o.entries) }));
  const groups = fixed?.groups ?? [];
  if (!text.trim()) {
    const commands = (groups[0]?.items ?? []).slice(0, 5);
    return [...offers, { label: w.palette.recent, items: recent }, { label: w.palette.commands, items: commands }];
  }
  const commands = rankGroups(text, groups, said).map((g) => ({ ...g, items: g.items.slice(0, 5) }));
  const records = [
    { label: w.palette.prospects, items: found.prospects },
    { label: w.palette.companies, items: found.companies },
  ];
  const name = text.trim();
  const nobody = found.settled && planned === null && found.prospects.length === 0;
  const creation: EntryGroup[] = nobody
    ? [
        {
          label: "",
          items: [{ id: "create", label: w.palette.create({ name }), icon: <Plus />, run: () => void create(name) }],
        },
      ]
    : [];
  // Behind the commands: Enter takes what is called exactly so before anything that only resembles it.
  const similar = { label: w.palette.similar, items: found.similar };
  // Whom the whole of it finds comes first: « Mai Durand » is a name, not a day.
  const isName = found.prospects.length > 0;
  const plans = planned ? [planned] : [];
  return isName
    ? [...offers, ...records, ...plans, ...commands, similar, ...creation]
    : [...plans, ...offers, ...records, ...commands, similar, ...creation];
}

function Row({ entry }: { entry: Entry }) {
  return (
    <>
      <span className="flex size-4 flex-none items-center justify-center text-text-3">{entry.icon}</span>
      <span className="truncate">{entry.label}</span>
      <span className="min-w-0 flex-1 truncate text-text-3">{entry.detail}</span>
      <KeyCap keys={entry.keys} />
      {entry.items && <ChevronRight className="text-text-3" />}
    </>
  );
}

export function PaletteDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const w = useWords();
  const [text, setText] = useState("");
  const [levels, setLevels] = useState<Level[]>([]);
  const level = levels.at(-1);
  const groups = useGroups(text, level, open).filter((g) => g.items.length > 0);
  // Each time from the beginning.
  const [was, setWas] = useState(open);
  if (was !== open) {
    setWas(open);
    setText("");
    setLevels([]);
  }
  const choose = (entry: Entry) => {
    if (entry.items) {
      setLevels([...levels, { label: entry.label, items: entry.items() }]);
      setText("");
      return;
    }
    onOpenChange(false);
    // After the dialog has given the focus back, so that the command may take it.
    setTimeout(() => entry.run?.(), 0);
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Scrim />
        <Dialog.Popup className="float fixed top-[15%] left-1/2 z-30 flex w-[640px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden !rounded-panel">
          <Dialog.Title className="sr-only">{w.palette.title}</Dialog.Title>
          <Autocomplete.Root
            inline
            open
            items={groups}
            filter={null}
            value={text}
            onValueChange={(next, details) => details.reason !== "item-press" && setText(next)}
            autoHighlight="always"
            keepHighlight
            itemToStringValue={(e: Entry) => e.label}
          >
            <Autocomplete.Input
              aria-label={w.palette.title}
              placeholder={level?.label ?? w.palette.placeholder}
              className="h-12 flex-none border-b border-border bg-transparent px-4 text-title-3 font-normal! outline-none"
              onKeyDown={(event) => {
                if (event.key === "Backspace" && !text && level) setLevels(levels.slice(0, -1));
              }}
            />
            <Autocomplete.List className="max-h-[min(496px,60dvh)] scroll-py-8 overflow-auto px-2 pb-2">
              {(group: EntryGroup) => (
                <Autocomplete.Group key={group.label} items={group.items} className={group.label ? undefined : "pt-2"}>
                  {group.label && (
                    <Autocomplete.GroupLabel className="px-2 pt-3 pb-1 text-small font-medium text-text-3">
                      {group.label}
                    </Autocomplete.GroupLabel>
                  )}
                  <Autocomplete.Collection>
                    {(entry: Entry) => (
                      <Autocomplete.Item
                        key={entry.id}
                        value={entry}
                        className="item h-10"
                        onClick={() => choose(entry)}
                      >
                        <Row entry={entry} />
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
            <Autocomplete.Empty className="px-4 text-text-3 empty:hidden">
              {groups.length === 0 && level ? <span className="block pb-4">{w.common.noResult}</span> : null}
            </Autocomplete.Empty>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
