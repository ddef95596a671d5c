// The palette's prospects and companies: found by the core, or the last ones opened while nothing is typed.
import { useQueries, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { useEffect } from "react";
import { asFailure, post } from "@/api/client";
import { prospectQuery, searchQuery, useSession } from "@/api/queries";
import type { CompanyRow, ProspectEdit, ProspectRow, ProspectSaved } from "@/api/schema";
import { useWords, words } from "@/app/i18n";
import { usePanel } from "@/app/panel";
import { forgetRecent, recentIds } from "@/app/recent";
import { failureToast, undoToast } from "@/app/undo";
import { StageGlyph } from "@/kit";
import type { Entry } from "./entries";
import { rank } from "./rank";

/** Fields from what was typed in the palette: an address, a number, or a first and a last name. */
export function fieldsFrom(text: string): ProspectEdit {
  const clean = text.trim().replace(/\s+/g, " ");
  if (/^\S+@\S+$/.test(clean)) return { email: clean };
  if (/^\+?[\d .()-]{6,}$/.test(clean)) return { phone: clean };
  const [first, ...rest] = clean.split(" ");
  return rest.length > 0 ? { first_name: first ?? null, last_name: rest.join(" ") } : { last_name: clean };
}

export function useRecent(open: boolean): Entry[] {
  const toEntry = useProspectEntry();
  const ids = open ? recentIds().slice(0, 5) : [];
  const found = useQueries({ queries: ids.map((id) => ({ ...prospectQuery(id), retry: false })) });
  const gone = found
    .flatMap((q, i) => (q.isError && asFailure(q.error).code === "not_found" ? [ids[i] ?? ""] : []))
    .join();
  useEffect(() => {
    for (const id of gone.split(",").filter(Boolean)) forgetRecent(id);
  }, [gone]);
  return found.flatMap((q) => (q.data && !q.data.deleted_at ? [toEntry(q.data)] : []));
}

function useProspectEntry(): (p: ProspectRow) => Entry {
  const { stages } = useSession();
  const { open } = usePanel();
  const openStages = stages.filter((s) => s.kind === "open");
  return (p) => {
    const stage = stages.find((s) => s.id === p.stage_id);
    return {
      id: `prospect.${p.id}`,
      label: p.name,
      detail: [p.job_title, p.company === p.name ? null : p.company].filter(Boolean).join(" · "),
      icon: stage && (
        <StageGlyph kind={stage.kind} rank={openStages.indexOf(stage)} of={openStages.length} color={stage.color} />
      ),
      run: () => open(p.id),
    };
  };
}

interface Found {
  prospects: Entry[];
  companies: Entry[];
  /** People, then companies, whose names are nearly what was typed. */
  similar: Entry[];
  settled: boolean;
}

export function useFound(text: string): Found {
  const toEntry = useProspectEntry();
  const navigate = useNavigate();
  const w = useWords();
  const q = text.trim();
  const { data, isPlaceholderData, isFetching } = useQuery(searchQuery(q, 8));
  if (!q) return { prospects: [], companies: [], similar: [], settled: true };
  // Of the answer to what was typed before, only what still matches: Enter must not take the rest.
  const matching = (entries: Entry[]) =>
    isPlaceholderData ? rank(q, entries, (e) => `${e.label} ${e.detail ?? ""}`) : entries;
  const toCompany = (c: CompanyRow): Entry => ({
    id: `company.${c.id}`,
    label: c.name,
    detail: w.common.prospects(c.prospects),
    icon: <Building2 />,
    run: () => void navigate({ to: "/prospects", search: { company: c.id } }),
  });
  const companies = (data?.companies ?? []).slice(0, 4).map(toCompany);
  // Those of another question would be anybody.
  const similar =
    data && !isPlaceholderData
      ? [...data.similar.slice(0, 5).map(toEntry), ...data.similar_companies.slice(0, 3).map(toCompany)]
      : [];
  return {
    prospects: matching((data?.prospects ?? []).map(toEntry)),
    companies: matching(companies),
    similar,
    settled: !isFetching && !isPlaceholderData,
  };
}

export function useCreate(): (text: string) => Promise<void> {
  const { open } = usePanel();
  return async (text) => {
    try {
      const { prospect, operation } = await post<ProspectSaved>("/prospects", fieldsFrom(text));
      undoToast(words().operations["prospects.create"]({ name: prospect.name }), operation);
      open(prospect.id);
    } catch (error) {
      failureToast(error);
    }
  };
}
