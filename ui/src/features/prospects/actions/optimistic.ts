// What a row will look like once an edit is saved: shown at once, corrected by the core's answer.
import type { ProspectEdit, ProspectRow } from "@/api/schema";
import { now } from "@/platform";

/** First and last name, else company, else e-mail, else phone: as the core says it. */
export function nameOf(p: Pick<ProspectRow, "first_name" | "last_name" | "company" | "email" | "phone">): string {
  const full = [p.first_name, p.last_name].filter(Boolean).join(" ");
  return full || p.company || p.email || p.phone || "";
}

export function edited<T extends ProspectRow>(row: T, edit: ProspectEdit): T {
  const { do_not_contact, custom, addresses, ...plain } = edit;
  const next: T = { ...row, ...plain, custom: { ...row.custom, ...custom } };
  if (addresses && "addresses" in row) Object.assign(next, { addresses });
  if (do_not_contact !== undefined) next.do_not_contact_at = do_not_contact ? now() : null;
  if (edit.company === null) next.company_id = null;
  next.name = nameOf(next) || row.name;
  return next;
}

/**
 * First and last name from one text. What is already known decides where to cut: « Marie Claire Dupont » stays
 * « Marie Claire » + « Dupont » when one half did not change.
 */
export function splitName(
  text: string,
  before: Pick<ProspectRow, "first_name" | "last_name">,
): Pick<ProspectEdit, "first_name" | "last_name"> {
  const clean = text.trim().replace(/\s+/g, " ");
  const { first_name: first, last_name: last } = before;
  if (!clean) return { first_name: null, last_name: null };
  if (first && clean === first) return { first_name: first, last_name: null };
  if (first && clean.startsWith(`${first} `))
    return { first_name: first, last_name: clean.slice(first.length + 1) || null };
  if (last && clean.endsWith(` ${last}`))
    return { first_name: clean.slice(0, -last.length - 1) || null, last_name: last };
  const cut = clean.indexOf(" ");
  if (cut < 0) return { first_name: null, last_name: clean };
  return { first_name: clean.slice(0, cut), last_name: clean.slice(cut + 1) };
}
