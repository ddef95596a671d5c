// At the right of the filters: keeps what the list is asked as a view; of an open view, says that it was changed and
// offers to keep the change or to go back.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BookmarkPlus } from "lucide-react";
import { useState } from "react";
import { ApiFailure, asFailure, post } from "@/api/client";
import type { FilterRead, View, ViewKind } from "@/api/schema";
import { language, useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { Button, type Density, later, NARROW, useMedia, Writing } from "@/kit";
import { type Asked, differs, editOf, isAsked, noChoices, searchOf } from "./address";
import { type Columns, useColumnsDraft } from "./layout";
import { useShownView } from "./shown";
import { editView, saveView } from "./write";

const NameDialog = later(() => import("./NameDialog").then((m) => m.NameDialog));

/** True where the filter of the screen means something else than that of the view, in whatever words. */
function useOtherFilter(view: View | undefined, f: string): boolean {
  const lang = language();
  const isOther = view !== undefined && view.filter !== f;
  const { data } = useQuery({
    queryKey: ["views", "filter", lang, f],
    queryFn: ({ signal }) => post<FilterRead>("/filters/read", { text: f, lang }, signal),
    enabled: isOther && f !== "",
    retry: false,
  });
  if (!isOther) return false;
  return f === "" || data?.long !== view.filter;
}

interface SaveViewProps {
  kind: ViewKind;
  asked: Asked;
  /** Of a table, its columns and density as they stand. */
  looks?: Columns & { density: Density };
}

export function SaveView({ kind, asked, looks }: SaveViewProps) {
  const w = useWords().views;
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const shown = useShownView();
  const view = shown?.kind === kind ? shown : undefined;
  const { draft, forget } = useColumnsDraft(view?.id);
  const isOther = useOtherFilter(view, asked.f ?? "");
  const isChanged = view !== undefined && (isOther || draft !== undefined || differs(view, asked));
  const narrow = useMedia(NARROW);
  const said = view ? w.saveOther : w.save;
  if (view ? !isChanged : !isAsked(kind, asked)) return null;
  const show = (kept: View, replace: boolean) => {
    const cleared = { q: undefined, f: undefined, sort: undefined, group: undefined, order: undefined, ...noChoices };
    const search = (before: object) => ({ ...before, ...cleared, ...searchOf(kept) });
    void navigate({ to: ".", search, replace });
  };
  const save = async (name: string) => {
    try {
      const kept = await saveView({ name, kind, ...(await editOf(asked)), ...looks });
      if (kept instanceof ApiFailure) return kept;
      forget();
      show(kept, true);
      return null;
    } catch (error) {
      return asFailure(error);
    }
  };
  const keep = async () => {
    if (!view) return;
    try {
      const kept = await editView(view, { ...(await editOf(asked)), ...(draft ?? {}) });
      if (!kept) return;
      forget();
      show(kept, true);
    } catch (error) {
      failureToast(error);
    }
  };
  const revert = () => {
    if (!view) return;
    forget();
    show(view, false);
  };
  return (
    <Writing>
      {view && (
        <>
          <span className="text-small text-text-3">{w.modified}</span>
          <Button size="toolbar" kind="quiet" onClick={() => void keep()}>
            {w.keep}
          </Button>
          <Button size="toolbar" kind="quiet" onClick={revert}>
            {w.back}
          </Button>
        </>
      )}
      <Button
        size="toolbar"
        kind="quiet"
        icon={<BookmarkPlus />}
        title={narrow ? said : undefined}
        onClick={() => setNaming(true)}
      >
        <span className={narrow ? "sr-only" : undefined}>{said}</span>
      </Button>
      {naming && (
        <NameDialog title={w.saveTitle} text={w.saveText} name="" onSave={save} onClose={() => setNaming(false)} />
      )}
    </Writing>
  );
}
