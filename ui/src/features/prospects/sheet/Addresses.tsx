// Several e-mail addresses and phone numbers; the first of each is the primary one. A menu makes another one primary.
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { Address, AddressKind, Prospect, ProspectEdit } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { phone } from "@/format";
import { IconButton, Menu, MenuItem, showToast } from "@/kit";
import { copyText } from "../actions/copy";
import { saveProspect } from "../actions/save";
import { Changes } from "./Changes";
import { EditableField } from "./EditableField";

const shown = (kind: AddressKind, value: string): string => (kind === "phone" ? phone(value) : value);

/** The same prospect with another primary address; the former one stays as a further one. */
export function withPrimary(prospect: Pick<Prospect, "email" | "phone" | "addresses">, chosen: Address): ProspectEdit {
  const former = prospect[chosen.kind];
  const others = prospect.addresses.filter((a) => a !== chosen);
  const addresses = former ? [...others, { kind: chosen.kind, value: former }] : others;
  return { [chosen.kind]: chosen.value, addresses };
}

function Actions({
  prospect,
  kind,
  value,
  further,
  onAdd,
}: {
  prospect: Prospect;
  kind: AddressKind;
  value: string;
  further?: Address;
  onAdd?: () => void;
}) {
  const w = useWords().prospects;
  const said = kind === "email" ? w.actions.emailCopied : w.actions.phoneCopied;
  const save = (edit: ProspectEdit) => saveProspect(prospect.id, edit).catch(failureToast);
  return (
    <Menu
      align="end"
      trigger={<IconButton name={w.sheet.addressMenu({ value })} icon={<MoreHorizontal />} size="small" />}
    >
      <MenuItem onSelect={() => void copyText(value).then(() => showToast({ text: said }))}>{w.actions.copy}</MenuItem>
      {!prospect.do_not_contact_at && (
        <MenuItem onSelect={() => window.location.assign(`${kind === "email" ? "mailto" : "tel"}:${value}`)}>
          {kind === "email" ? w.actions.write : w.actions.call}
        </MenuItem>
      )}
      {onAdd && (
        <MenuItem onSelect={() => setTimeout(onAdd, 0)}>
          {kind === "email" ? w.sheet.addEmail : w.sheet.addPhone}
        </MenuItem>
      )}
      {further && (
        <>
          <MenuItem onSelect={() => void save(withPrimary(prospect, further))}>{w.sheet.makePrimary}</MenuItem>
          <MenuItem danger onSelect={() => void save({ addresses: prospect.addresses.filter((a) => a !== further) })}>
            {w.sheet.removeAddress}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

export function Addresses({ prospect, kind }: { prospect: Prospect; kind: AddressKind }) {
  const w = useWords().prospects;
  const [adding, setAdding] = useState(false);
  const primary = prospect[kind];
  const further = prospect.addresses.filter((a) => a.kind === kind);
  const label = kind === "email" ? w.fields.email : w.fields.phone;
  const other = kind === "email" ? w.sheet.otherEmail : w.sheet.otherPhone;
  const inputMode = kind === "email" ? "email" : "tel";
  const replace = (old: Address, text: string) => {
    const next = text.trim();
    const addresses = prospect.addresses.flatMap((a) => (a !== old ? [a] : next ? [{ ...a, value: next }] : []));
    return saveProspect(prospect.id, { addresses });
  };
  const add = (text: string) => {
    setAdding(false);
    return saveProspect(prospect.id, { addresses: [...prospect.addresses, { kind, value: text.trim() }] });
  };
  return (
    <>
      <EditableField
        label={label}
        shown={primary ? shown(kind, primary) : ""}
        start={primary ?? ""}
        inputMode={inputMode}
        onSave={(text) => saveProspect(prospect.id, { [kind]: text.trim() || null })}
        history={<Changes id={prospect.id} field={kind} />}
        after={primary && <Actions prospect={prospect} kind={kind} value={primary} onAdd={() => setAdding(true)} />}
      />
      {further.map((address) => (
        <EditableField
          key={address.value}
          label={address.label ?? other}
          shown={shown(kind, address.value)}
          start={address.value}
          inputMode={inputMode}
          onSave={(text) => replace(address, text)}
          after={<Actions prospect={prospect} kind={kind} value={address.value} further={address} />}
        />
      ))}
      {adding && <NewAddress label={other} inputMode={inputMode} onSave={add} onCancel={() => setAdding(false)} />}
    </>
  );
}

function NewAddress({
  label,
  inputMode,
  onSave,
  onCancel,
}: {
  label: string;
  inputMode: "email" | "tel";
  onSave: (text: string) => Promise<unknown>;
  onCancel: () => void;
}) {
  return (
    <div className="flex items-center gap-2">
      <span className="w-28 flex-none text-text-2">{label}</span>
      <input
        // biome-ignore lint/a11y/noAutofocus: the button that was pressed asks for it.
        autoFocus
        aria-label={label}
        inputMode={inputMode}
        autoComplete="off"
        className="field !h-7 flex-1"
        onBlur={({ target }) => (target.value.trim() ? void onSave(target.value).catch(failureToast) : onCancel())}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          else if (event.key === "Escape") {
            event.currentTarget.value = "";
            event.currentTarget.blur();
          } else return;
          event.stopPropagation();
          event.preventDefault();
        }}
      />
    </div>
  );
}
