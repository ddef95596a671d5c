// The sheets of a workbook: what each becomes, why, and which one is looked at. Nothing to see where there is one sheet,
// unless it is remembered as something else than people.
import clsx from "clsx";
import type { ImportDraft, ImportSheet, SheetKind } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Select } from "@/kit";
import type { Correct } from "./FileStep";

const kinds: SheetKind[] = ["prospects", "companies", "notes", "nothing"];

/** Below this a proposal asks to be looked at. */
const SURE = 0.75;

function Why({ sheet }: { sheet: ImportSheet }) {
  const w = useWords().imports.sheets;
  const isDoubtful = sheet.reason !== "user" && sheet.confidence < SURE && sheet.kind !== "nothing";
  const why = w.reasons[sheet.reason as keyof typeof w.reasons];
  const place = "hidden truncate text-small min-[800px]:block";
  if (!sheet.ready && sheet.kind !== "nothing")
    return <span className={clsx(place, "text-warn")}>{w.notReady[sheet.kind]}</span>;
  return (
    <span className={clsx(place, isDoubtful ? "text-warn" : "text-text-3")} title={why}>
      {isDoubtful ? w.doubtful({ why }) : why}
    </span>
  );
}

export function SheetsList({ draft, correct }: { draft: ImportDraft; correct: Correct }) {
  const w = useWords().imports.sheets;
  const nameOf = (sheet: ImportSheet) => sheet.name || draft.file_name;
  return (
    <section className="flex max-w-[880px] flex-none flex-col gap-2">
      <h2 className="font-medium">{w.title}</h2>
      <ul aria-label={w.title} className="flex flex-col rounded-control border border-border">
        {draft.sheets.map((sheet) => (
          <li
            key={sheet.index}
            className="grid h-11 grid-cols-[minmax(0,1fr)_150px] items-center gap-3 border-b border-border px-2 last:border-b-0 min-[800px]:grid-cols-[minmax(0,1.2fr)_80px_190px_minmax(0,1.4fr)]"
          >
            <Button
              kind="quiet"
              size="toolbar"
              aria-pressed={draft.sheet === sheet.index}
              className={clsx(
                "!justify-start overflow-hidden",
                draft.sheet === sheet.index && "!bg-selected !text-text",
                sheet.kind === "nothing" && "!text-text-3",
              )}
              onClick={() => correct({ sheet: sheet.index })}
            >
              <span className="truncate">{sheet.hidden ? w.hidden({ name: sheet.name }) : nameOf(sheet)}</span>
            </Button>
            <span className="hidden truncate text-right text-small text-text-3 tnum min-[800px]:block">
              {sheet.rows === null ? "" : w.rows(sheet.rows)}
            </span>
            <Select
              size="toolbar"
              label={w.kindOf({ name: nameOf(sheet) })}
              value={sheet.kind}
              onChange={(kind) => correct({ sheets: [{ index: sheet.index, kind: kind as SheetKind }] })}
              options={kinds.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
            />
            <Why sheet={sheet} />
          </li>
        ))}
      </ul>
    </section>
  );
}
