// The sheet of a prospect in the panel at the right.

import { X } from "lucide-react";
import { useProspect } from "@/api/queries";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { IconButton } from "@/kit";

export function ProspectPanel({ id, onClose }: { id: Id; onClose: () => void }) {
  const w = useWords();
  const { data } = useProspect(id);
  return (
    <header className="flex h-16 flex-none items-center gap-3 border-b border-border px-4">
      <h2 className="min-w-0 flex-1 truncate text-title-2">{data?.name}</h2>
      <IconButton name={w.nav.closePanel} icon={<X />} onClick={onClose} />
    </header>
  );
}
