// While the core prepares the base of a past date: the frame of the window, what is awaited, and the way back. Today is there
// before it could be waited for: nothing is drawn for it.
import { useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { useAsOf } from "@/api/as-of";
import { useWords } from "@/app/i18n";
import { Sidebar } from "@/app/shell/Sidebar";
import { fullDateTime } from "@/format";
import { Button, useMedia, Waiting } from "@/kit";

export function PastPending() {
  const w = useWords().past;
  const at = useAsOf();
  const navigate = useNavigate();
  const folded = useMedia("(max-width: 1179px)");
  if (at === null) return null;
  return (
    <>
      <Suspense>
        <Sidebar folded={folded} />
      </Suspense>
      <main className="flex min-w-0 flex-1 flex-col items-center justify-center bg-surface p-8">
        <Waiting text={w.preparing({ at: fullDateTime(at) })}>
          <Button onClick={() => void navigate({ to: ".", search: (s: object) => ({ ...s, at: undefined }) })}>
            {w.back}
          </Button>
        </Waiting>
      </main>
    </>
  );
}
