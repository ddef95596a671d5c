// How high the rows are: as the settings say, or as the open view says. What is chosen in a view is the view's.
import { useDensity, useSaveSettings } from "@/app/preferences";
import { useViewColumns } from "@/features/views";
import type { Density } from "@/kit";

export function useTableDensity(): { density: Density; choose: (density: Density) => void } {
  const own = useDensity();
  const view = useViewColumns();
  const save = useSaveSettings();
  return {
    density: view?.density ?? own,
    choose: (density) => (view ? view.keep({ density }) : void save({ density })),
  };
}
