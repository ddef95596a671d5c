// The window: sidebar, screen, prospect panel; over them the palette, the help sheet, the drop veil and the toasts.
import { Outlet, useNavigate, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useAsOf } from "@/api/as-of";
import { Door } from "@/app/door";
import { DropVeil } from "@/app/drop/DropVeil";
import { useWords } from "@/app/i18n";
import { useChooseFile } from "@/app/import-file";
import { usePanelId } from "@/app/panel";
import { PastDialogs } from "@/app/past/PastDialogs";
import { PastLine } from "@/app/past/PastLine";
import { useApplySettings, useSaveSettings, useSettings } from "@/app/preferences";
import { useKeyboard, useShortcuts } from "@/app/shortcuts";
import { GoStrip } from "@/app/shortcuts/GoStrip";
import { redo, undo } from "@/app/undo";
import { MeetingDoor } from "@/features/calendar";
import { ComposerDoor } from "@/features/outbox";
import { AskRequired } from "@/features/prospects";
import { fullDateTime } from "@/format";
import {
  ErrorBoundary,
  Later,
  LiveRegion,
  later,
  ReadOnly,
  ScreenNotice,
  showToast,
  Toasts,
  Tooltips,
  useMedia,
} from "@/kit";
import { ExportAll, openExportAll } from "./ExportAll";
import { Fault } from "./Faults";
import { followMenu } from "./menu";
import { behaveAsApplication } from "./native";
import { PanelSlot } from "./PanelSlot";
import { Ready } from "./Ready";
import { SampleLine } from "./SampleLine";
import { Sidebar } from "./Sidebar";

const DueNotice = later(() => import("@/app/due/DueNotice").then((m) => m.DueNotice));
const PaletteDialog = later(() => import("@/app/palette/PaletteDialog").then((m) => m.PaletteDialog));
const HelpDialog = later(() => import("@/app/shortcuts/HelpDialog").then((m) => m.HelpDialog));
const NewProspect = later(() => import("@/features/prospects/screens").then((m) => m.NewProspect));

function useShellShortcuts(toggleSidebar: () => void): void {
  const navigate = useNavigate();
  const router = useRouter();
  const w = useWords();
  useShortcuts({
    "app.undo": () => void undo(),
    "app.redo": () => void redo(),
    "app.save": () => void showToast({ text: w.toast.saved, id: "saved" }),
    "app.sidebar": toggleSidebar,
    "app.back": () => router.history.back(),
    "app.forward": () => router.history.forward(),
    "go.today": () => void navigate({ to: "/today" }),
    "go.inbox": () => void navigate({ to: "/inbox" }),
    "go.calendar": () => void navigate({ to: "/calendar" }),
    "go.pipeline": () => void navigate({ to: "/pipeline" }),
    "go.prospects": () => void navigate({ to: "/prospects" }),
    "go.import": () => void navigate({ to: "/import" }),
    "go.duplicates": () => void navigate({ to: "/duplicates" }),
    "go.statistics": () => void navigate({ to: "/statistics" }),
    "go.history": () => void navigate({ to: "/history" }),
    "go.settings": () => void navigate({ to: "/settings" }),
  });
}

const notice = (
  <>
    <PastLine />
    <SampleLine />
  </>
);

export function Shell() {
  const w = useWords();
  const settings = useSettings();
  const save = useSaveSettings();
  const narrow = useMedia("(max-width: 1179px)");
  const folded = narrow || settings.ui.sidebar === "folded";
  const href = useRouterState({ select: (s) => s.location.pathname });
  useApplySettings();
  useKeyboard();
  useShellShortcuts(() => void save({ ui: { sidebar: settings.ui.sidebar === "folded" ? null : "folded" } }));
  const choose = useChooseFile();
  useEffect(() => followMenu({ import: () => void choose(), export: openExportAll }), [choose]);
  useEffect(() => behaveAsApplication(), []);
  const at = useAsOf();
  const beside = usePanelId();
  const shown = /^\/prospects\/(\d+)$/.exec(href)?.[1] ?? beside;
  return (
    <ReadOnly value={at === null ? null : w.past.reason({ at: fullDateTime(at) })}>
      {/* A button: the part after the hash of the address is the router's. */}
      <button type="button" className="skip-link" onClick={() => document.getElementById("main")?.focus()}>
        {w.nav.skip}
      </button>
      <Sidebar folded={folded} />
      <div className="flex min-w-0 flex-1">
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
          <ErrorBoundary
            resetKey={href}
            fallback={(error, retry) => <Fault error={error} retry={retry} text={w.fault.screen} />}
          >
            <ScreenNotice value={notice}>
              <Outlet />
            </ScreenNotice>
          </ErrorBoundary>
          <ErrorBoundary resetKey={href} fallback={() => null}>
            <Later>
              <DueNotice />
            </Later>
          </ErrorBoundary>
        </main>
        <PanelSlot />
      </div>
      <AskRequired />
      <Later>
        <ComposerDoor />
      </Later>
      <MeetingDoor shown={shown} />
      <PastDialogs />
      <Door shortcut="prospects.new" dialog={NewProspect} />
      <Door shortcut="app.palette" dialog={PaletteDialog} />
      <Door shortcut="app.help" dialog={HelpDialog} />
      <GoStrip />
      <ExportAll />
      <DropVeil />
      <Ready />
      {/* Their code comes after the first screen: a core that is lost meanwhile does not take the window along. */}
      <ErrorBoundary resetKey={href} fallback={() => null}>
        <Toasts closeLabel={w.common.close} label={w.toast.region} />
        <Tooltips />
      </ErrorBoundary>
      <LiveRegion />
    </ReadOnly>
  );
}
