// The fields of a prospect, in sections. Each is edited in place and carries its own history.
import { useId, useState } from "react";
import { useSession } from "@/api/queries";
import type { Prospect } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { MergedRecords } from "@/features/duplicates";
import { Chip, Switch, Writing } from "@/kit";
import { byIds } from "../actions/bulk";
import { TagPicker } from "../actions/Pickers";
import { saveProspect } from "../actions/save";
import { type FieldDef, useFields } from "../fields/fields";
import { dotOf } from "../pick/dot";
import { Addresses } from "./Addresses";
import { Changes } from "./Changes";
import { Colleagues, useCompanyEntries } from "./CompanyFields";
import { EditableField } from "./EditableField";
import { type Entry, Section } from "./Section";

const modes: Partial<Record<FieldDef["input"], "email" | "tel" | "url" | "decimal">> = {
  email: "email",
  tel: "tel",
  url: "url",
  amount: "decimal",
  number: "decimal",
};

/** The journal's name of a field: custom ones are one member of the record. */
const journalName = (key: string): string => (key.startsWith("custom.") ? "custom" : key);

function choicesOf(field: FieldDef, prospect: Prospect) {
  const now = field.held?.(prospect) ?? [field.start(prospect)];
  const options = field.options?.().map((o) => ({ ...o, icon: dotOf(o), checked: now.includes(o.value) })) ?? [];
  return { options, many: field.held !== undefined };
}

function useEntries(prospect: Prospect): (keys: readonly string[]) => Entry[] {
  const fields = useFields();
  const entry = (key: string): Entry[] => {
    const field = fields.get(key);
    if (!field) return [];
    const start = field.start(prospect);
    const shown = field.show(prospect);
    const save = (text: string) => {
      const edit = field.write(text, prospect);
      if (typeof edit === "string") return edit;
      const saved = saveProspect(prospect.id, edit);
      if (field.options) saved.catch(failureToast);
      return saved;
    };
    const mode = modes[field.input];
    const node = (
      <EditableField
        label={field.label}
        shown={shown}
        start={start}
        onSave={save}
        long={field.input === "long"}
        readOnly={field.input === "none"}
        {...(mode ? { inputMode: mode } : {})}
        {...(field.options ? choicesOf(field, prospect) : {})}
        history={field.input === "none" ? undefined : <Changes id={prospect.id} field={journalName(key)} />}
      />
    );
    return [{ key, blank: shown === "", node }];
  };
  return (keys) => keys.flatMap(entry);
}

function TagsField({ prospect }: { prospect: Prospect }) {
  const w = useWords().prospects;
  const { tags } = useSession();
  const id = useId();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const own = tags.filter((t) => prospect.tag_ids.includes(t.id));
  return (
    <div className="flex items-start gap-2">
      <span id={`${id}-label`} className="w-28 flex-none pt-1 text-text-2">
        {w.fields.tags}
      </span>
      <button
        type="button"
        id={id}
        aria-labelledby={`${id}-label ${id}`}
        className="flex min-h-7 min-w-0 flex-1 flex-wrap items-center gap-1 rounded-control border border-transparent px-[7px] py-[3px] hover:border-border hover:bg-hover"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {own.length === 0 && <span className="text-text-3">{w.sheet.blank}</span>}
        {own.map((t) => (
          <Chip key={t.id} color={t.color}>
            {t.name}
          </Chip>
        ))}
      </button>
      {anchor && (
        <TagPicker
          anchor={anchor}
          selection={byIds([prospect.id])}
          count={1}
          one={prospect}
          onClose={() => setAnchor(null)}
        />
      )}
    </div>
  );
}

function Privacy({ prospect }: { prospect: Prospect }) {
  const w = useWords().prospects.sheet;
  const { import_file: file, is_sample: sample } = prospect;
  const source = sample ? w.bySample : file ? w.fromImport({ file }) : w.byHand;
  return (
    <>
      <EditableField label={w.source} shown={source} start="" onSave={() => ""} readOnly />
      <Writing>
        <Switch
          label={w.doNotContact}
          help={w.doNotContactHelp}
          checked={prospect.do_not_contact_at !== null}
          onChange={(on) => void saveProspect(prospect.id, { do_not_contact: on }).catch(failureToast)}
        />
      </Writing>
    </>
  );
}

export function Details({ prospect }: { prospect: Prospect }) {
  const w = useWords().prospects.sheet.sections;
  const session = useSession();
  const entries = useEntries(prospect);
  const { entries: ofCompany, company } = useCompanyEntries(prospect.company_id);
  const own = session.fields.map((f) => `custom.${f.id}`);
  return (
    <div key={prospect.id} className="flex flex-col gap-5">
      <Section title={w.contact} entries={entries(["site", "linkedin_url", "city", "postcode", "country"])}>
        <Addresses prospect={prospect} kind="email" />
        <Addresses prospect={prospect} kind="phone" />
      </Section>
      <Section
        title={w.qualification}
        entries={entries([
          "value_cents",
          "expected_close_on",
          "source",
          "sector",
          "owner_id",
          "last_interaction_at",
          "notes",
        ])}
      >
        <Writing>
          <TagsField prospect={prospect} />
        </Writing>
      </Section>
      <div className="flex flex-col gap-1">
        <Section title={w.company} entries={[...entries(["company"]), ...ofCompany]} />
        {company && <Colleagues company={company} />}
      </div>
      <Section title={w.identity} entries={entries(["civility", "first_name", "last_name", "job_title"])} />
      <Section title={w.own} entries={entries(own)} />
      <Section title={w.privacy} entries={[]}>
        <Privacy prospect={prospect} />
      </Section>
      <MergedRecords id={prospect.id} />
    </div>
  );
}
