// How high a card is, in CSS pixels: by the density, and a line more where cards show fields of the user's own.
import { useSession } from "@/api/queries";
import { useDensity } from "@/app/preferences";
import { heights } from "@/kit";

const OWN_LINE = 20;

/** Whether cards have that line: those with nothing to say there begin at the same height as the others. */
export const useOwnLine = (): boolean => useSession().fields.some((field) => field.on_card);

export function useCardHeight(): number {
  const usual = heights[useDensity()].card;
  return useOwnLine() ? usual + OWN_LINE : usual;
}
