// The sheet of a prospect on a whole page: fields at the left, timeline at the right.
import { useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { asFailure } from "@/api/client";
import { useProspect } from "@/api/queries";
import { failureText, useWords } from "@/app/i18n";
import { useShortcuts } from "@/app/shortcuts";
import { Meetings } from "@/features/calendar";
import { Button, EmptyState, IconButton, Loading, Notice } from "@/kit";
import { Details } from "./sheet/Details";
import { SheetHeader } from "./sheet/SheetHeader";
import { Timeline } from "./sheet/Timeline";

export function ProspectScreen() {
  const w = useWords();
  const { id } = useParams({ from: "/prospects/$id" });
  const { data, error } = useProspect(id);
  const router = useRouter();
  const navigate = useNavigate();
  const back = () => {
    if (router.history.canGoBack()) router.history.back();
    else void navigate({ to: "/prospects", search: {} });
  };
  useShortcuts({ "prospects.escape": back });
  useEffect(() => {
    if (data) document.title = `${data.name} — Relance`;
  }, [data]);
  if (error && !data) {
    const gone = asFailure(error).code === "not_found";
    return (
      <EmptyState
        page="alone"
        title={gone ? w.prospects.sheet.missing : failureText(asFailure(error))}
        text={gone ? w.prospects.sheet.missingText : undefined}
      >
        <Button onClick={() => void navigate({ to: "/prospects" })}>{w.prospects.sheet.toList}</Button>
      </EmptyState>
    );
  }
  if (!data)
    return (
      <>
        <Notice />
        <Loading text={w.common.loading} />
      </>
    );
  return (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <SheetHeader
        prospect={data}
        level={1}
        primary
        onGone={back}
        before={<IconButton name={w.prospects.sheet.back} icon={<ArrowLeft />} onClick={back} />}
      />
      <div className="mt-3 flex min-h-0 flex-1 flex-col overflow-auto border-t border-border min-[900px]:flex-row min-[900px]:overflow-hidden">
        <div
          role="group"
          aria-label={w.prospects.sheet.details}
          className="flex-none border-border p-4 min-[900px]:w-[360px] min-[1680px]:w-[480px] min-[900px]:overflow-auto min-[900px]:border-r"
        >
          <h2 className="sr-only">{w.prospects.sheet.details}</h2>
          <Details prospect={data} />
        </div>
        <div
          role="group"
          aria-label={w.prospects.sheet.timeline}
          className="min-w-0 flex-1 p-4 min-[900px]:overflow-auto"
        >
          <div className="max-w-[760px]">
            <Meetings prospect={id} />
            <div className="h-4" />
            <Timeline id={id} />
          </div>
        </div>
      </div>
    </section>
  );
}
