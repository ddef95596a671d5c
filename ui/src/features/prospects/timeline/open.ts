// Going from an entry to whom it is about: in the panel where there is one, on a page of its own where one is on such a page.
import { useNavigate, useParams } from "@tanstack/react-router";
import { createContext } from "react";
import type { Id } from "@/api/schema";
import { usePanel } from "@/app/panel";

/** Given where entries of several people stand together. */
export const OpenPerson = createContext<((id: Id) => void) | null>(null);

export function useOpenPerson(): (id: Id) => void {
  const navigate = useNavigate();
  const { open } = usePanel();
  const { id: page } = useParams({ strict: false }) as { id?: Id };
  return (id) => (page ? void navigate({ to: "/prospects/$id", params: { id }, search: {} }) : open(id));
}
