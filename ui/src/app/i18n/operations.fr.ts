// What each kind of operation is called in toasts and in the history. Keys are the core's labels.
import { n, plural } from "./core";

/** Values the core gives with an operation: all optional, since old operations may miss some. */
export interface OperationParams {
  name?: string;
  count?: number;
  stage?: string;
  file?: string;
  tag?: string;
  label?: string;
  fields?: string[];
  created?: number;
  updated?: number;
}

const who = (p: OperationParams): string =>
  p.count !== undefined && p.count !== 1 ? `${n(p.count)} prospects` : (p.name ?? "1 prospect");

/** The feminine and masculine agreement is avoided by a noun first. */
const several = (p: OperationParams): boolean => (p.count ?? 1) > 1;

export const operations = {
  "prospects.create": (p: OperationParams) => `Ajout de ${who(p)}`,
  "prospects.edit": (p: OperationParams) => `Modification de ${who(p)}`,
  "prospects.bulk": (p: OperationParams) => `Modification de ${who(p)}`,
  "prospects.delete": (p: OperationParams) => `Mise à la corbeille de ${who(p)}`,
  "prospects.restore": (p: OperationParams) => `Restauration de ${who(p)}`,
  "prospects.erase": (p: OperationParams) => `Effacement définitif de ${who(p)}`,
  "prospects.tag": (p: OperationParams) => `Étiquettes de ${who(p)}`,
  "prospects.untag": (p: OperationParams) => `Étiquettes de ${who(p)}`,
  "prospects.assign": (p: OperationParams) => `Attribution de ${who(p)}`,
  "pipeline.move": (p: OperationParams) =>
    several(p) ? `${who(p)} déplacés vers ${p.stage ?? ""}` : `${who(p)} → ${p.stage ?? ""}`,
  "companies.create": (p: OperationParams) => `Ajout de l’entreprise ${p.name ?? ""}`,
  "companies.edit": (p: OperationParams) => `Modification de l’entreprise ${p.name ?? ""}`,
  "companies.delete": (p: OperationParams) => `Suppression de l’entreprise ${p.name ?? ""}`,
  "activities.note": (p: OperationParams) => `Note sur ${who(p)}`,
  "activities.edit": (p: OperationParams) => `Modification d’une note sur ${who(p)}`,
  "activities.delete": (p: OperationParams) => `Suppression d’une note sur ${who(p)}`,
  "stages.create": (p: OperationParams) => `Ajout de l’étape ${p.name ?? p.label ?? ""}`,
  "stages.edit": (p: OperationParams) => `Modification de l’étape ${p.name ?? p.label ?? ""}`,
  "stages.delete": (p: OperationParams) => `Suppression de l’étape ${p.name ?? p.label ?? ""}`,
  "tags.create": (p: OperationParams) => `Ajout de l’étiquette ${p.name ?? ""}`,
  "tags.edit": (p: OperationParams) => `Modification de l’étiquette ${p.name ?? ""}`,
  "tags.delete": (p: OperationParams) => `Suppression de l’étiquette ${p.name ?? ""}`,
  "fields.create": (p: OperationParams) => `Ajout du champ ${p.name ?? p.label ?? ""}`,
  "fields.edit": (p: OperationParams) => `Modification du champ ${p.name ?? p.label ?? ""}`,
  "fields.delete": (p: OperationParams) => `Suppression du champ ${p.name ?? p.label ?? ""}`,
  "members.create": (p: OperationParams) => `Ajout du membre ${p.name ?? ""}`,
  "members.edit": (p: OperationParams) => `Modification du membre ${p.name ?? ""}`,
  "members.delete": (p: OperationParams) => `Suppression du membre ${p.name ?? ""}`,
  "imports.run": (p: OperationParams) => `Import de ${p.file ?? "fichier"}`,
  "sample.add": () => "Ajout des données d’exemple",
  "sample.erase": () => "Effacement des données d’exemple",
  "settings.edit": () => "Modification des réglages",
  "history.undo": () => "Annulation",
  "history.redo": () => "Rétablissement",
  unknown: (p: OperationParams) =>
    p.count === undefined ? "Modification" : plural(p.count, { one: "# modification", other: "# modifications" }),
};
