// English words of this feature.
import type { fr } from "./words.fr";

export const en: typeof fr = {
  title: "Export",
};
