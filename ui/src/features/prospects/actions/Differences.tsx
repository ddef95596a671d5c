// A few prospects as they are and as they would be: only what differs, in the words of the table.
import clsx from "clsx";
import type { Difference, ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { type FieldDef, useFields } from "../fields/fields";

/** What reads differently; the parts of a name are its own line. */
function changes(fields: ReadonlyMap<string, FieldDef>, { before, after }: Difference) {
  const skipped = new Set(["name", "updated_at", "created_at", "last_interaction_at"]);
  return [...fields.values()].flatMap((field) => {
    if (skipped.has(field.key)) return [];
    const said = (row: ProspectRow) => (field.input === "date" ? field.start(row) : field.show(row));
    const [from, to] = [said(before), said(after)];
    return from === to ? [] : [{ key: field.key, label: field.label, from, to }];
  });
}

/** What happens to her as a whole is said by the title of the dialog; her follow-up goes with her to the trash. */
const byTrash = new Set(["deleted_at", "next_action_at"]);

const about = (row: ProspectRow) => [row.job_title, row.company].filter(Boolean).join(" · ");

export function Differences({ of, trashing = false }: { of: readonly Difference[]; trashing?: boolean }) {
  const w = useWords().prospects.look;
  const fields = useFields();
  return (
    <ul
      className="flex flex-col rounded-control border border-border"
      aria-label={trashing ? w.people(of.length) : w.sample(of.length)}
    >
      {of.map((difference) => (
        <li
          key={difference.before.id}
          className="flex flex-col gap-0.5 border-b border-border px-3 py-2 last:border-b-0"
        >
          <span className="truncate font-medium">{difference.before.name}</span>
          {trashing && <span className="truncate text-text-3">{about(difference.before)}</span>}
          {changes(fields, difference)
            .filter(({ key }) => !trashing || !byTrash.has(key))
            .map(({ key, label, from, to }) => (
              <span key={key} className="flex flex-wrap items-baseline gap-x-2">
                <span className="text-text-3">{label}</span>
                <span className={clsx("min-w-0 max-w-48 truncate", from ? "text-text-2 line-through" : "text-text-3")}>
                  {from || w.empty}
                </span>
                <span aria-hidden="true" className="text-text-3">
                  →
                </span>
                <span className="sr-only">{w.becomes}</span>
                <span className={clsx("min-w-0 max-w-64 truncate", !to && "text-text-3")}>{to || w.empty}</span>
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
}
