// What is known of the prospect's company. Edits here change the company, for all of its prospects.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { patch } from "@/api/client";
import type { CompanyEdit, CompanyRow, CompanySaved, Id } from "@/api/schema";
import { useWords, words } from "@/app/i18n";
import { undo } from "@/app/undo";
import { showToast } from "@/kit";
import { companyQuery } from "../rows/company";
import { EditableField } from "./EditableField";
import type { Entry } from "./Section";

type Key = "sector" | "size" | "siren" | "siret" | "legal_form" | "domain" | "address" | "postcode" | "city";

export function useCompanyEntries(id: Id | null): { entries: Entry[]; company: CompanyRow | undefined } {
  const w = useWords().prospects.sheet.companyFields;
  const client = useQueryClient();
  const { data } = useQuery({ ...companyQuery(id ?? ""), enabled: id !== null });
  if (!data || id === null) return { entries: [], company: undefined };
  const save = async (edit: CompanyEdit) => {
    const { company, operation } = await patch<CompanySaved>(`/companies/${id}`, edit);
    client.setQueryData(companyQuery(id).queryKey, company);
    const said = words();
    if (operation)
      showToast({
        text: said.operations["companies.edit"]({ name: company.name }),
        id: "edited",
        action: { label: said.toast.undo, run: () => void undo(operation) },
      });
  };
  const labels: [Key, string][] = [
    ["sector", w.sector],
    ["size", w.size],
    ["siren", w.siren],
    ["siret", w.siret],
    ["legal_form", w.legalForm],
    ["domain", w.domain],
    ["address", w.address],
    ["postcode", w.postcode],
    ["city", w.city],
  ];
  const entries = labels.map(([key, label]) => ({
    key,
    blank: !data[key],
    node: (
      <EditableField
        label={label}
        shown={data[key] ?? ""}
        start={data[key] ?? ""}
        onSave={(text) => save({ [key]: text.trim() || null })}
      />
    ),
  }));
  return { entries, company: data };
}

/** The other prospects of the company, as a filtered table. */
export function Colleagues({ company }: { company: CompanyRow }) {
  const w = useWords().prospects.sheet.companyFields;
  const navigate = useNavigate();
  if (company.prospects < 2) return null;
  return (
    <button
      type="button"
      className="min-h-6 self-start rounded-control px-1 text-small text-accent-text underline underline-offset-2"
      onClick={() => void navigate({ to: "/prospects", search: { company: company.id } })}
    >
      {w.others(company.prospects)}
    </button>
  );
}
