// What of the user's own fields a card of the board says: in a word, under the name.
import { useMemo } from "react";
import { useSession } from "@/api/queries";
import type { ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { customText } from "./custom";

/** The texts of the fields that are shown on cards; a figure or a yes says what it is of. */
export function useCardFields(): (row: ProspectRow) => string[] {
  const { fields } = useSession();
  const w = useWords();
  return useMemo(() => {
    const shown = fields.filter((field) => field.on_card);
    return (row) =>
      shown.flatMap((field) => {
        const text = customText(field, row.custom[field.id], w);
        if (!text) return [];
        const isBare = ["number", "currency", "date", "boolean"].includes(field.kind);
        return [isBare ? w.prospects.ofField({ field: field.label, value: text }) : text];
      });
  }, [fields, w]);
}
