// French words of the timeline’s parts: the source that the English ones are checked against.
import { n, plural } from "@/app/i18n/core";

export const fr = {
  scope: "Historique de",
  company: (p: { name: string; count: number }) => `${p.name} (${n(p.count)})`,
  open: (p: { name: string }) => `Ouvrir la fiche de ${p.name}`,
  changes: (count: number) => plural(count, { one: "# modification", other: "# modifications" }),
  call: {
    menu: "Actions sur l’appel",
    edit: "Modifier l’appel",
    remove: "Supprimer l’appel",
    removed: "Appel supprimé",
    direction: "Sens",
    directions: { out: "Sortant", in: "Entrant" },
    outcome: "Résultat",
    minutes: "Durée (minutes)",
    minutesWrong: "Nombre de minutes attendu.",
    at: "Date et heure",
    atWrong: "Date et heure attendues.",
    note: "Note de l’appel",
    save: "Enregistrer l’appel",
  },
};
