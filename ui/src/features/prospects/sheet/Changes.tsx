// What was changed on a prospect, or on one of its fields: who, when, before and after, and the way back.
import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { recordHistoryQuery, useSession } from "@/api/queries";
import type { FieldChange, Id, JsonValue } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { undo } from "@/app/undo";
import { dateTime, money, phone, shortDay } from "@/format";
import { IconButton, Loading } from "@/kit";
import { countryName } from "../fields/countries";
import { useFields } from "../fields/fields";

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
    if (field?.endsWith("_on")) return shortDay(String(value));
    if (field?.endsWith("_at")) return dateTime(Number(value));
    return typeof value === "object" ? Object.values(value).filter(Boolean).join(", ") : String(value);
  };
}

function useFieldLabel(): (change: FieldChange) => string {
  const w = useWords().prospects;
  const fields = useFields();
  const special: Record<string, string> = {
    do_not_contact_at: w.fields.doNotContact,
    deleted_at: w.actions.trash,
    company_id: w.fields.company,
    prospect_tag: w.fields.tags,
    address: w.sheet.sections.contact,
    activity: w.timeline.note,
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
  const text =
    change.kind === "insert"
      ? w.recordAdded
      : change.kind === "delete"
        ? w.recordRemoved
        : `${said(change.field, change.before as JsonValue)} → ${said(change.field, change.after as JsonValue)}`;
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

export function Changes({ id, field }: { id: Id; field?: string }) {
  const words = useWords();
  const w = words.prospects;
  const { data } = useQuery(recordHistoryQuery(id, field));
  if (!data) return <Loading text={words.common.loading} />;
  if (data.items.length === 0)
    return <p className="py-1 text-text-3">{field ? w.sheet.noHistory : w.timeline.noChange}</p>;
  return (
    <>
      <ul className="flex flex-col">
        {data.items.map((change, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a change has no id of its own and the list is replaced whole.
          <Change key={`${change.operation} ${change.field} ${i}`} change={change} />
        ))}
      </ul>
      {data.has_more && <p className="pt-1 text-small text-text-3">{w.sheet.moreHistory}</p>}
    </>
  );
}
