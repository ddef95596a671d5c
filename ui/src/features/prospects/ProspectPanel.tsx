// The sheet of a prospect in the panel at the right: header, fields that fold, timeline.
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, ChevronRight, Maximize2, X } from "lucide-react";
import { asFailure } from "@/api/client";
import { useProspect } from "@/api/queries";
import type { Id } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { Meetings } from "@/features/calendar";
import { EmptyState, IconButton, Loading } from "@/kit";
import { Details } from "./sheet/Details";
import { SheetHeader } from "./sheet/SheetHeader";
import { Timeline } from "./sheet/Timeline";

const FOLDED = "prospects.details-folded";
/** Where a day is worked through, what happened comes first. */
const OPEN = "today.details-open";

interface ProspectPanelProps {
  id: Id;
  /** Without it the panel stays: it has no cross. */
  onClose?: (() => void) | undefined;
  onGone?: () => void;
  /** The follow-up that is meant, where it is not her next one. */
  reminder?: Id | undefined;
  /** Holds the one primary button of the screen. */
  primary?: boolean;
}

export function ProspectPanel({ id, onClose, onGone = onClose, reminder, primary }: ProspectPanelProps) {
  const w = useWords();
  const navigate = useNavigate();
  const { data, error } = useProspect(id);
  const { ui } = useSettings();
  const folded = primary ? ui[OPEN] !== true : ui[FOLDED] === true;
  const save = useSaveSettings();
  const page = () => void navigate({ to: "/prospects/$id", params: { id }, search: {} });
  const close = onClose && <IconButton name={w.nav.closePanel} icon={<X />} onClick={onClose} />;
  const pageKey = useKey("prospects.page");
  useShortcuts({ "prospects.page": page });
  if (error && !data) {
    const gone = asFailure(error).code === "not_found";
    return (
      <>
        <div className="flex min-h-16 justify-end p-4">{close}</div>
        <EmptyState
          title={gone ? w.prospects.sheet.missing : failureText(asFailure(error))}
          text={gone ? w.prospects.sheet.missingText : undefined}
        />
      </>
    );
  }
  if (!data) return <Loading text={w.common.loading} />;
  return (
    <>
      <SheetHeader
        prospect={data}
        level={2}
        onGone={onGone ?? (() => undefined)}
        reminder={reminder}
        primary={primary ?? false}
        after={
          <>
            <IconButton name={w.prospects.sheet.page} keys={pageKey} icon={<Maximize2 />} onClick={page} />
            {close}
          </>
        }
      />
      <div data-prospect={id} className="min-h-0 flex-1 overflow-auto px-4 py-3">
        <button
          type="button"
          aria-expanded={!folded}
          className="mb-2 flex min-h-7 items-center gap-1 rounded-control pr-2 font-medium text-text-2 hover:bg-hover"
          onClick={() =>
            void save({ ui: primary ? { [OPEN]: folded ? true : null } : { [FOLDED]: folded ? null : true } })
          }
        >
          {folded ? <ChevronRight /> : <ChevronDown />}
          {w.prospects.sheet.details}
        </button>
        {!folded && <Details prospect={data} />}
        <div className="mt-5 border-t border-border pt-4">
          <Meetings prospect={id} />
          <div className="h-4" />
          <Timeline id={id} reminder={reminder} />
        </div>
      </div>
    </>
  );
}
