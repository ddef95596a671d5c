// Who the owner of the laptop is.
import { patch } from "@/api/client";
import { useSession } from "@/api/queries";
import type { MemberEdit, MemberSaved } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { email, required } from "./checks";
import { SavedInput } from "./SavedInput";
import { write } from "./write";

export function Profile() {
  const w = useWords().settings.profile;
  const { me } = useSession();
  const save = (edit: MemberEdit) => write(() => patch<MemberSaved>(`/members/${me.id}`, edit));
  return (
    <div className="flex max-w-96 flex-col gap-4">
      <SavedInput label={w.name} value={me.name} check={required} onSave={(name) => save({ name })} />
      <SavedInput
        label={w.email}
        help={w.emailHelp}
        type="email"
        value={me.email ?? ""}
        check={email}
        onSave={(text) => save({ email: text || null })}
      />
      <SavedInput
        label={w.phone}
        help={w.phoneHelp}
        type="tel"
        value={me.phone ?? ""}
        onSave={(text) => save({ phone: text || null })}
      />
    </div>
  );
}
