// How high a card is, in CSS pixels: by the density, and a line more where cards show fields of the user's own.
import { useSession } from "@/api/queries";
import { useDensity } from "@/app/preferences";
import { heights } from "@/kit";

const OWN_LINE = 20;

export function useCardHeight(): number {
  const { fields } = useSession();
  const usual = heights[useDensity()].card;
  return fields.some((field) => field.on_card) ? usual + OWN_LINE : usual;
}
