// The palette's commands, screens and settings.
import { useNavigate } from "@tanstack/react-router";
import {
  Columns3,
  CornerDownRight,
  FileDown,
  FileUp,
  Keyboard,
  Languages,
  List,
  LogOut,
  PanelLeft,
  Redo2,
  Rows3,
  Sparkles,
  SquareChevronRight,
  SunMoon,
  Undo2,
  UserPlus,
} from "lucide-react";
import type { ReactNode } from "react";
import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { useChooseFile } from "@/app/import-file";
import { useSaveSettings } from "@/app/preferences";
import { useAddSample } from "@/app/sample";
import { openExportAll } from "@/app/shell/ExportAll";
import { activeShortcuts, definition, keysOf, runShortcut, type ShortcutId, spell } from "@/app/shortcuts";
import { pathOf, searchOf, useViews } from "@/features/views";
import { host } from "@/platform";
import type { Entry, EntryGroup } from "./entries";

const icons: Partial<Record<ShortcutId, ReactNode>> = {
  "app.undo": <Undo2 />,
  "app.redo": <Redo2 />,
  "app.sidebar": <PanelLeft />,
  "app.help": <Keyboard />,
  "prospects.new": <UserPlus />,
};

const firstKey = (id: ShortcutId): string | undefined => {
  const keys = keysOf(id)[0];
  return keys ? spell(keys) : undefined;
};

/** Everything but the records; made when the palette opens. */
export function useCommands(): () => EntryGroup[] {
  const w = useWords();
  const save = useSaveSettings();
  const choose = useChooseFile();
  const addSample = useAddSample();
  const navigate = useNavigate();
  const session = useSession();
  const views = useViews();

  return () => {
    const bound = (group: string): Entry[] =>
      activeShortcuts()
        .filter((id) => definition(id).group === group && !definition(id).hidden && id !== "app.palette")
        .map((id) => ({
          id,
          label: definition(id).label(w),
          keys: firstKey(id),
          icon: icons[id] ?? (group === "go" ? <CornerDownRight /> : <SquareChevronRight />),
          run: () => void runShortcut(id),
        }));
    const commands: Entry[] = [
      { id: "import.file", label: w.palette.importFile, icon: <FileUp />, run: () => void choose() },
      ...bound("prospect"),
      ...bound("list"),
      ...bound("app"),
    ];
    if (session.prospects > 0)
      commands.push({ id: "export", label: w.palette.exportAll, icon: <FileDown />, run: openExportAll });
    if (session.prospects === 0)
      commands.push({ id: "sample", label: w.palette.sample, icon: <Sparkles />, run: () => void addSample() });
    if (host.kind === "window")
      commands.push({ id: "quit", label: w.palette.quit, icon: <LogOut />, run: () => void host.quit() });
    const setting = <T extends string>(
      name: "theme" | "language" | "density",
      values: readonly T[],
      icon: ReactNode,
    ): Entry[] =>
      values.map((value) => ({
        id: `${name}.${value}`,
        label: (w.palette[name] as Record<T, string>)[value],
        icon,
        run: () => void save({ [name]: value }),
      }));
    return [
      { label: w.palette.commands, items: commands },
      { label: w.palette.screens, items: bound("go") },
      {
        label: w.views.title,
        items: views.map((view) => ({
          id: `view.${view.id}`,
          label: view.name,
          icon: view.kind === "board" ? <Columns3 /> : <List />,
          run: () => void navigate({ to: pathOf(view), search: searchOf(view) }),
        })),
      },
      {
        label: w.palette.settings,
        items: [
          {
            id: "settings",
            label: w.settings.title,
            icon: <CornerDownRight />,
            run: () => void navigate({ to: "/settings", search: {} }),
          },
          ...setting("theme", ["light", "dark", "system"], <SunMoon />),
          ...setting("language", ["fr", "en"], <Languages />),
          ...setting("density", ["compact", "normal", "airy"], <Rows3 />),
        ],
      },
    ];
  };
}
