// What the templates read, and how a text that is being written is looked at: by the core, once the keys rest.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get, post } from "@/api/client";
import type {
  Id,
  Lint,
  Preview,
  PreviewRequest,
  Purpose,
  Template,
  TemplateEdit,
  Tongue,
  Variable,
} from "@/api/schema";
import type { Messages } from "@/app/i18n";

export const purposes: readonly Purpose[] = ["mail", "reply", "linkedin", "call"];

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => get<Template[]>("/templates", undefined, signal),
});

export const variablesQuery = queryOptions({
  // A field that is added or renamed is one of the session's.
  queryKey: ["session", "template-variables"],
  queryFn: ({ signal }) => get<Variable[]>("/templates/variables", undefined, signal),
});

const REST = 150;

/** What was asked last, once nothing new was for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  const text = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is its text.
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

export function usePreview(draft: Draft, prospect: Id | null): Preview | undefined {
  const request: PreviewRequest = {
    subject: draft.subject,
    body: draft.body,
    purpose: draft.purpose,
    language: draft.language,
    prospect,
  };
  const asked = useRested(request);
  return useQuery({
    queryKey: ["templates", "preview", asked],
    queryFn: () => post<Preview>("/templates/preview", asked),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  }).data;
}

/** A template while it is written; what it is kept under, once it is. */
export interface Draft {
  id: Id | null;
  name: string;
  subject: string;
  body: string;
  language: Tongue | null;
  sector: string;
  purpose: Purpose;
}

export const draftOf = (template: Template): Draft => ({
  id: template.id,
  name: template.name,
  subject: template.subject,
  body: template.body,
  language: template.language ?? null,
  sector: template.sector ?? "",
  purpose: template.purpose,
});

export const blank = (language: Tongue): Draft => ({
  id: null,
  name: "",
  subject: "",
  body: "",
  language,
  sector: "",
  purpose: "mail",
});

export const editOf = ({ name, subject, body, language, sector, purpose }: Draft): TemplateEdit => ({
  name,
  subject,
  body,
  language,
  sector: sector.trim() || null,
  purpose,
});

export const isSame = (one: Draft, other: Draft): boolean =>
  JSON.stringify(editOf(one)) === JSON.stringify(editOf(other));

/** The sentence of a lint. */
export function sentence(lint: Lint, w: Messages["templates"]): string {
  const values = lint.values as Record<string, unknown>;
  const text = (key: string) => String(values[key] ?? "");
  const tongue = (key: string) => w.tongues[text(key)] ?? text(key);
  const say = w.says[lint.code];
  if (!say) return w.unknown({ code: lint.code });
  return say({
    found: lint.found,
    name: text("name"),
    nearest: text("nearest"),
    count: Number(values.count ?? 0),
    language: tongue("language"),
    expected: tongue("expected"),
  });
}

/** Where a lint leads: the words as they stand in the template, else as they came out. */
export const placesOf = (lint: Lint): string[] =>
  [String((lint.values as Record<string, unknown>).source ?? ""), lint.found].filter(Boolean);
