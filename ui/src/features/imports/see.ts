// From an import to the list of the prospects that it created or changed.
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Id } from "@/api/schema";

export function useSeeImported(): (id: Id) => void {
  const navigate = useNavigate();
  return useCallback((id) => void navigate({ to: "/prospects", search: { import: id } }), [navigate]);
}
