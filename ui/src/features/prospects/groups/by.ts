// What a list can be grouped by, and how a group is called.
import { useMemo } from "react";
import { useSession } from "@/api/queries";
import type { Group } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { countryName } from "../fields/countries";
import type { FieldDef } from "../fields/fields";

/** Key of a field → as the core calls it. */
const plain: Record<string, string> = {
  stage_id: "stage",
  owner_id: "owner",
  company: "company",
  tags: "tag",
  city: "city",
  source: "source",
  sector: "sector",
  country: "country",
};

export interface GroupChoice {
  value: string;
  label: string;
}

/** Fields to group by, in the order of the columns. */
export function useGroupChoices(fields: ReadonlyMap<string, FieldDef>): GroupChoice[] {
  const { fields: own } = useSession();
  return useMemo(() => {
    const choices = own.filter((field) => field.kind === "select" || field.kind === "boolean");
    const known: Record<string, string> = {
      ...plain,
      ...Object.fromEntries(choices.map(({ id }) => [`custom.${id}`, `custom.${id}`])),
    };
    return [...fields.values()].flatMap(({ key, label }) => (known[key] ? [{ value: known[key], label }] : []));
  }, [fields, own]);
}

/** How a group of such a field is called. */
export function useGroupName(by: string | undefined): (group: Group) => string {
  const w = useWords().prospects;
  const { fields } = useSession();
  const isFlag = fields.some((field) => `custom.${field.id}` === by && field.kind === "boolean");
  return ({ key, label }) => {
    if (key === "") return w.groups.without;
    if (by === "country") return countryName(label);
    if (isFlag) return label === "true" ? w.yes : w.no;
    return label;
  };
}
