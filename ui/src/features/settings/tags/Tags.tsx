// Tags: rename, colour, delete, each with the number of prospects that carry it.
import { Link } from "@tanstack/react-router";
import { Merge, X } from "lucide-react";
import { useState } from "react";
import { del, patch, post } from "@/api/client";
import { useSession } from "@/api/queries";
import type { Done, Id, TagCount, TagEdit, TagSaved } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Field, IconButton, Select } from "@/kit";
import { AddLine } from "../AddLine";
import { ColorMenu } from "../ColorMenu";
import { required } from "../checks";
import { Confirm } from "../fields/Confirm";
import { SavedInput } from "../SavedInput";
import { write } from "../write";

interface MergeProps {
  tag: TagCount;
  others: TagCount[];
  onClose: () => void;
  onMerge: (into: Id) => void;
}

function MergeDialog({ tag, others, onClose, onMerge }: MergeProps) {
  const w = useWords().settings.tags;
  const [into, setInto] = useState(others[0]?.id ?? "");
  return (
    <Confirm
      title={w.mergeTitle({ name: tag.name })}
      text={w.mergeText({ name: tag.name, count: tag.prospects })}
      action={w.mergeNow}
      onClose={onClose}
      onConfirm={() => onMerge(into)}
    >
      <Field label={w.mergeInto}>
        <Select value={into} onChange={setInto} options={others.map((o) => ({ value: o.id, label: o.name }))} />
      </Field>
    </Confirm>
  );
}

function Line({ tag, others }: { tag: TagCount; others: TagCount[] }) {
  const w = useWords().settings.tags;
  const [merging, setMerging] = useState(false);
  const { name } = tag;
  const merge = async (into: Id) => {
    setMerging(false);
    await write(() => post<TagSaved>("/tags/merge", { from: [tag.id], into }));
  };
  const said = { name, count: tag.prospects };
  const save = (edit: TagEdit) => write(() => patch<TagSaved>(`/tags/${tag.id}`, edit));
  return (
    <li className="flex items-start gap-2 py-1.5">
      <ColorMenu
        label={(color) => w.colorOf({ name, color })}
        value={tag.color}
        onChange={(color) => void save({ color })}
      />
      <SavedInput
        label={w.nameOf({ name })}
        labelHidden
        className="flex-1"
        value={name}
        check={required}
        onSave={(text) => save({ name: text })}
      />
      <Link
        to="/prospects"
        search={{ tag: tag.id }}
        aria-label={w.see(said)}
        className="flex h-8 w-32 flex-none items-center justify-end text-text-2 tnum no-underline hover:underline"
      >
        {w.count(tag.prospects)}
      </Link>
      <IconButton
        size="normal"
        name={w.merge({ name })}
        icon={<Merge />}
        disabled={others.length === 0}
        onClick={() => setMerging(true)}
      />
      <IconButton
        size="normal"
        name={w.remove(said)}
        icon={<X />}
        onClick={() => void write(() => del<Done>(`/tags/${tag.id}`))}
      />
      {merging && (
        <MergeDialog tag={tag} others={others} onClose={() => setMerging(false)} onMerge={(into) => void merge(into)} />
      )}
    </li>
  );
}

export function Tags() {
  const w = useWords().settings.tags;
  const { tags } = useSession();
  return (
    <div className="flex flex-col gap-4">
      {tags.length === 0 ? (
        <p className="text-text-3">{w.empty}</p>
      ) : (
        <ul aria-label={w.list}>
          {tags.map((tag) => (
            <Line key={tag.id} tag={tag} others={tags.filter((other) => other.id !== tag.id)} />
          ))}
        </ul>
      )}
      <AddLine label={w.newName} button={w.add} onAdd={(name) => write(() => post<TagSaved>("/tags", { name }))} />
    </div>
  );
}
