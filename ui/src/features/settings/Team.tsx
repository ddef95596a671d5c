// The people prospects can be entrusted to. The owner of the laptop cannot be removed.
import { X } from "lucide-react";
import { del, patch, post } from "@/api/client";
import { useSession } from "@/api/queries";
import type { Done, Member, MemberEdit, MemberSaved } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Badge, IconButton } from "@/kit";
import { AddLine } from "./AddLine";
import { email, required } from "./checks";
import { SavedInput } from "./SavedInput";
import { write } from "./write";

function Line({ member }: { member: Member }) {
  const w = useWords().settings.team;
  const { name } = member;
  const save = (edit: MemberEdit) => write(() => patch<MemberSaved>(`/members/${member.id}`, edit));
  return (
    <li className="flex items-start gap-2 py-1.5">
      <SavedInput
        label={w.nameOf({ name })}
        labelHidden
        className="flex-1"
        value={name}
        check={required}
        onSave={(text) => save({ name: text })}
      />
      <SavedInput
        label={w.emailOf({ name })}
        labelHidden
        className="flex-1"
        type="email"
        placeholder={w.email}
        value={member.email ?? ""}
        check={email}
        onSave={(text) => save({ email: text || null })}
      />
      <span className="flex h-8 w-14 flex-none items-center justify-end">
        {member.is_me ? (
          <Badge>{w.me}</Badge>
        ) : (
          <IconButton
            name={w.remove({ name })}
            icon={<X />}
            onClick={() => void write(() => del<Done>(`/members/${member.id}`))}
          />
        )}
      </span>
    </li>
  );
}

export function Team() {
  const w = useWords().settings.team;
  const { members } = useSession();
  return (
    <div className="flex flex-col gap-4">
      <ul aria-label={w.list}>
        {members.map((member) => (
          <Line key={member.id} member={member} />
        ))}
      </ul>
      <AddLine
        label={w.newName}
        button={w.add}
        onAdd={(name) => write(() => post<MemberSaved>("/members", { name }))}
      />
    </div>
  );
}
