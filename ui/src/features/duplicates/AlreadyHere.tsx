// « Déjà là ? » while somebody is entered: who she may be, why, and the two ways out: open that record, or complete it.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get, patch } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { Id, Prospect, ProspectEdit, ProspectSaved, SimilarTo } from "@/api/schema";
import { useWords, words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { Button, showToast } from "@/kit";
import { similarQuery } from "./data";
import { reasonTexts } from "./reasons";

const SHOWN = 3;

/** What was entered and the record lacks. A second address is a further one. */
function missing(record: Prospect, entered: ProspectEdit): ProspectEdit {
  const edit: ProspectEdit = {};
  const held = record as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(entered)) {
    if (!held[key]) Object.assign(edit, { [key]: value });
  }
  const further = (["email", "phone"] as const).flatMap((kind) => {
    const value = entered[kind];
    const isNew = typeof value === "string" && record[kind] && record[kind] !== value;
    return isNew && !record.addresses.some((a) => a.value === value) ? [{ kind, value }] : [];
  });
  if (further.length > 0) edit.addresses = [...record.addresses, ...further];
  return edit;
}

async function complete(id: Id, entered: ProspectEdit): Promise<boolean> {
  const w = words().duplicates.here;
  try {
    const record = await get<Prospect>(`/prospects/${id}`);
    const edit = missing(record, entered);
    if (Object.keys(edit).length === 0) {
      showToast({ text: w.nothing(record.name) });
      return true;
    }
    const { prospect, operation } = await patch<ProspectSaved>(`/prospects/${id}`, edit);
    invalidate(queryClient, ["prospect", "company"]);
    undoToast(w.completed(prospect.name), operation);
    return true;
  } catch (error) {
    failureToast(error);
    return false;
  }
}

/** The same value once it has not changed for a moment. */
function useSettled<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: by what it says, not by which object says it.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait);
    return () => clearTimeout(timer);
  }, [key, wait]);
  return settled;
}

interface AlreadyHereProps {
  entered: ProspectEdit;
  /** The record that was chosen instead of making a new one. */
  onChosen: (id: Id) => void;
}

export function AlreadyHere({ entered, onChosen }: AlreadyHereProps) {
  const w = useWords().duplicates;
  const { first_name, last_name, email, phone, company } = entered;
  const asked = useSettled<SimilarTo>(
    Object.fromEntries(
      Object.entries({ first_name, last_name, email, phone, company }).filter(([, text]) => text),
    ) as SimilarTo,
    200,
  );
  const { data } = useQuery({ ...similarQuery(asked), enabled: Object.keys(asked).length > 0 });
  if (!data || data.length === 0 || Object.keys(asked).length === 0) return null;
  return (
    <section aria-label={w.here.title} className="mt-3 rounded-control border border-border bg-sunken px-3 py-2">
      <h3 role="status" className="text-small font-medium text-warn">
        {w.here.title}
      </h3>
      <ul>
        {data.slice(0, SHOWN).map(({ prospect, reasons }) => (
          <li key={prospect.id} className="flex items-center gap-2 py-1">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">
                {[prospect.name, prospect.company]
                  .filter((text, i) => text && (i === 0 || text !== prospect.name))
                  .join(" · ")}
              </p>
              <p className="truncate text-small text-text-2">{reasonTexts(reasons, w).join(" · ")}</p>
            </div>
            <Button size="toolbar" onClick={() => onChosen(prospect.id)}>
              {w.here.open}
            </Button>
            <Button
              size="toolbar"
              onClick={() => void complete(prospect.id, entered).then((done) => done && onChosen(prospect.id))}
            >
              {w.here.complete}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
