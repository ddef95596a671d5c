// The user's own fields: name, kind, order; behind each its options, where it shows and which stages ask for it.
import { useState } from "react";
import { patch, post } from "@/api/client";
import { sessionQuery, useSession } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { CustomField, CustomFieldSaved, FieldKind, Session } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { announce, Select } from "@/kit";
import { AddLine } from "../AddLine";
import { moved, useReorder } from "../stages/reorder";
import { write } from "../write";
import { FieldLine, kinds } from "./FieldLine";

const ROW = 44;

/** On the page at once; the core's order follows, and comes back if it refuses. */
async function move(fields: CustomField[], from: number, to: number): Promise<void> {
  const field = fields[from];
  if (!field) return;
  const key = sessionQuery.queryKey;
  queryClient.setQueryData(key, (s?: Session) => s && { ...s, fields: moved(s.fields, from, to) });
  const failure = await write(() => patch<CustomFieldSaved>(`/fields/${field.id}`, { position: to }));
  if (failure) await queryClient.invalidateQueries({ queryKey: key });
}

export function Fields() {
  const w = useWords().settings.fields;
  const { fields } = useSession();
  const [kind, setKind] = useState<FieldKind>("text");
  const [openId, setOpenId] = useState<string | null>(null);
  const reorder = useReorder(fields.length, ROW, (from, to) => {
    const label = fields[from]?.label ?? "";
    void move(fields, from, to).then(() => announce(w.moved({ label, rank: to + 1, of: fields.length })));
  });
  const add = (label: string) =>
    write(async () => {
      const saved = await post<CustomFieldSaved>("/fields", { label, kind });
      // What a list offers is said next.
      if (kind === "select" || kind === "multi_select") setOpenId(saved.field.id);
      return saved;
    });
  return (
    <div className="flex flex-col gap-4">
      {fields.length === 0 ? (
        <p className="text-text-3">{w.empty}</p>
      ) : (
        <ol aria-label={w.list} className="select-none">
          {fields.map((field, i) => (
            <FieldLine
              key={field.id}
              field={field}
              handle={reorder.handle(i)}
              shift={reorder.shift(i)}
              isDragged={reorder.dragged === i}
              isOpen={openId === field.id}
              onOpen={(open) => setOpenId(open ? field.id : null)}
            />
          ))}
        </ol>
      )}
      <AddLine label={w.newName} button={w.add} onAdd={add}>
        <Select
          className="!w-[calc(164px*var(--text-scale)+48px)] max-w-full"
          label={w.newKind}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: w.kinds[value] }))}
        />
      </AddLine>
    </div>
  );
}
