// Behind a field: what a list offers, the currency of amounts, where it shows, which stages ask for it.
import { ChevronDown } from "lucide-react";
import type { ApiFailure } from "@/api/client";
import { useSession } from "@/api/queries";
import type { CustomField, CustomFieldEdit } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Menu, MenuChoice, Switch } from "@/kit";
import { SavedInput } from "../SavedInput";
import { Options } from "./Options";

interface FieldDetailsProps {
  field: CustomField;
  save: (edit: CustomFieldEdit) => Promise<ApiFailure | null>;
}

function Stages({ field, save }: FieldDetailsProps) {
  const w = useWords().settings.fields;
  const { stages } = useSession();
  const wanted = stages.filter((stage) => field.required_stages.includes(stage.id));
  const toggle = (id: string, on: boolean) =>
    void save({
      required_stages: on ? [...field.required_stages, id] : field.required_stages.filter((other) => other !== id),
    });
  return (
    <div className="flex items-center justify-between gap-4 py-1">
      <span className="flex min-w-0 flex-col">
        <span>{w.required}</span>
        <span className="text-small text-text-3">{w.requiredHelp}</span>
      </span>
      <Menu
        align="end"
        trigger={
          <Button size="toolbar" icon={<ChevronDown />} className="max-w-60">
            <span className="truncate">{wanted.map((stage) => stage.label).join(", ") || w.noStage}</span>
          </Button>
        }
      >
        {stages.map((stage) => (
          <MenuChoice
            key={stage.id}
            checked={field.required_stages.includes(stage.id)}
            onChange={(on) => toggle(stage.id, on)}
          >
            {stage.label}
          </MenuChoice>
        ))}
      </Menu>
    </div>
  );
}

export function FieldDetails({ field, save }: FieldDetailsProps) {
  const w = useWords().settings.fields;
  return (
    <div className="mb-2 ml-[60px] flex flex-col gap-2 border-b border-border pb-3">
      {(field.kind === "select" || field.kind === "multi_select") && <Options field={field} />}
      {field.kind === "currency" && (
        <SavedInput
          label={w.currency}
          help={w.currencyHelp}
          className="max-w-60"
          value={field.currency ?? ""}
          onSave={(currency) => save({ currency })}
        />
      )}
      <div className="flex flex-col">
        <Switch label={w.inTable} checked={field.in_table} onChange={(in_table) => void save({ in_table })} />
        <Switch label={w.onCard} checked={field.on_card} onChange={(on_card) => void save({ on_card })} />
        <Switch
          label={w.searchable}
          checked={field.is_searchable}
          onChange={(is_searchable) => void save({ is_searchable })}
        />
        <Stages field={field} save={save} />
      </div>
    </div>
  );
}
