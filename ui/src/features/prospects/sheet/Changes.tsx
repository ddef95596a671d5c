// What was changed on a prospect, or on one of its fields: who, when, before and after, and the way back.
import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { recordHistoryQuery, useSession } from "@/api/queries";
import type { FieldChange, Id, JsonValue } from "@/api/schema";
import { useWords, words } from "@/app/i18n";
import { undo } from "@/app/undo";
import { dateTime, money, phone, shortDay } from "@/format";
import { IconButton, Loading } from "@/kit";
import { countryName } from "../fields/countries";
import { useFields } from "../fields/fields";
import { parse, plain } from "../notes/markdown";
import { heldIn } from "../timeline/entries/calls";

/** What an entry of a call holds, as the journal keeps it: a text. */
function callText(value: JsonValue): string {
  const w = words().reminders.call;
  try {
    const { direction, outcome, minutes } = heldIn(JSON.parse(String(value)));
    const what = `${direction === "in" ? w.in : w.out}, ${w.outcomes[outcome]}`;
    return minutes === null ? what : w.lasted({ what, minutes });
  } catch {
    return String(value);
  }
}

/** Values as the journal keeps them, in words. */
function useSaid(): (field: string | null, value: JsonValue) => string {
  const w = useWords();
  const { stages, members, tags } = useSession();
  return (field, value) => {
    if (value === null || value === "") return w.prospects.sheet.blank;
    if (typeof value === "boolean") return value ? w.prospects.yes : w.prospects.no;
    if (field === "stage_id") return stages.find((s) => s.id === String(value))?.label ?? String(value);
    if (field === "owner_id") return members.find((m) => m.id === String(value))?.name ?? String(value);
    if (field === "tag_id") return tags.find((t) => t.id === String(value))?.name ?? String(value);
    if (field === "value_cents") return money(Number(value));
    if (field === "phone") return phone(String(value));
    if (field === "country") return countryName(String(value));
    if (field === "body") return plain(parse(String(value)));
    if (field === "data") return callText(value);
    if (field?.endsWith("_on")) return shortDay(String(value));
    if (field === "at" || field?.endsWith("_at")) return dateTime(Number(value));
    return typeof value === "object" ? Object.values(value).filter(Boolean).join(", ") : String(value);
  };
}

function useFieldLabel(): (change: FieldChange) => string {
  const { prospects: w, timeline } = useWords();
  const fields = useFields();
  const special: Record<string, string> = {
    do_not_contact_at: w.fields.doNotContact,
    deleted_at: w.actions.trash,
    company_id: w.fields.company,
    prospect_tag: w.fields.tags,
    address: w.sheet.sections.contact,
    activity: w.sheet.timeline,
    body: w.timeline.note,
    data: w.actions.callAction,
    at: timeline.call.at,
    company: w.fields.company,
  };
  return ({ field, entity }) =>
    (field && (fields.get(field)?.label ?? special[field])) || special[entity] || field || w.title;
}

function Change({ change }: { change: FieldChange }) {
  const w = useWords().prospects.timeline;
  const said = useSaid();
  const label = useFieldLabel();
  const by = w.by[change.caller as keyof typeof w.by] ?? change.caller;
  const before = change.before_name ?? said(change.field, change.before as JsonValue);
  const after = change.after_name ?? said(change.field, change.after as JsonValue);
  const text =
    change.kind === "insert" ? w.recordAdded : change.kind === "delete" ? w.recordRemoved : `${before} → ${after}`;
  return (
    <li className="flex items-start gap-2 py-1">
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <span className="font-medium">{label(change)}</span>
          <span className="text-text-2"> {text}</span>
        </p>
        <p className="text-small text-text-3">
          {by} · {dateTime(change.at)}
        </p>
      </div>
      <IconButton name={w.undo} icon={<Undo2 />} size="small" onClick={() => void undo(change.operation)} />
    </li>
  );
}

export function ChangeList({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <ul className="flex flex-col">
      {changes.map((change, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a change has no id of its own and the list is replaced whole.
        <Change key={`${change.operation} ${change.field} ${i}`} change={change} />
      ))}
    </ul>
  );
}

export function Changes({ id, field }: { id: Id; field?: string }) {
  const words = useWords();
  const w = words.prospects;
  const { data } = useQuery(recordHistoryQuery(id, field));
  if (!data) return <Loading text={words.common.loading} />;
  if (data.items.length === 0)
    return <p className="py-1 text-text-3">{field ? w.sheet.noHistory : w.timeline.noChange}</p>;
  return (
    <>
      <ChangeList changes={data.items} />
      {data.has_more && <p className="pt-1 text-small text-text-3">{w.sheet.moreHistory}</p>}
    </>
  );
}
