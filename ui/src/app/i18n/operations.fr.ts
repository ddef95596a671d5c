// What each kind of operation is called in toasts and in the history. Keys are the core's labels; nouns come first so that
// nothing has to agree in gender with a name.
import { fr as history } from "@/features/history/words.fr";
import { fullDateTime, shortDay } from "@/format/dates";
import { n, plural } from "./core";

/** Values the core gives with an operation: all optional, since old operations may miss some. */
export interface OperationParams {
  name?: string;
  count?: number;
  stage?: string;
  file?: string;
  /** Of a removed stage: how many prospects went to which other stage. */
  moved?: number;
  to?: string;
  /** Of leave: the first day, and in `to` the last one. */
  from?: string;
  company?: string;
  member?: string;
  field?: string;
  tag?: string;
  option?: string;
  /** The other one of two records. */
  other?: string;
  tags?: string[];
  owner?: string;
  label?: string;
  /** Keys of the fields that were written. */
  fields?: string[];
  /** What a bulk change did: `edit`, `stage`, `add_tags`, `remove_tags`, `assign`, `delete`, `restore`, `erase`. */
  action?: string;
  created?: number;
  /** An instant. */
  at?: number;
  updated?: number;
}

const prospects = (count: number): string =>
  plural(count, { one: "# prospect", other: "# prospects", many: "# de prospects" });

const who = (p: OperationParams): string => {
  if (p.count !== undefined && p.count !== 1) return prospects(p.count);
  return p.name || "1 prospect";
};

const at = (p: OperationParams): string => (p.at === undefined ? "" : fullDateTime(p.at));
const days = (p: OperationParams): string => {
  if (!p.from || !p.to) return "";
  return p.from === p.to ? ` du ${shortDay(p.from)}` : ` du ${shortDay(p.from)} au ${shortDay(p.to)}`;
};
const several = (p: OperationParams): boolean => (p.count ?? 1) > 1;
const called = (p: OperationParams): string =>
  p.name ?? p.stage ?? p.tag ?? p.field ?? p.member ?? p.company ?? p.label ?? "";
/** « : 12 prospects », for what a removal took away. */
const concerned = (p: OperationParams): string => (p.count ? ` : ${prospects(p.count)}` : "");
const ofField = (p: OperationParams): string => (p.field ? ` du champ${quoted(p.field)}` : "");
const quoted = (name: string | undefined): string => (name ? ` « ${name} »` : "");

/** « : téléphone, ville », three at most. */
function fields(keys: string[] | undefined): string {
  if (!keys?.length) return "";
  const names = keys.map((key) => (history.fields[key as keyof typeof history.fields] ?? key).toLocaleLowerCase("fr"));
  const shown = [...new Set(names)];
  const more = shown.length > 3 ? ` et ${n(shown.length - 3)} de plus` : "";
  return ` : ${shown.slice(0, 3).join(", ")}${more}`;
}

const moved = (p: OperationParams): string =>
  several(p) ? `${who(p)} déplacés vers ${p.stage ?? "une autre étape"}` : `${who(p)} → ${p.stage ?? "autre étape"}`;

function tagged(p: OperationParams, isAdded: boolean): string {
  const names = p.tags ?? (p.tag ? [p.tag] : []);
  if (names.length === 0) return `Étiquettes de ${who(p)}`;
  const quotes = names.map((name) => `« ${name} »`).join(", ");
  const [noun, s] = names.length > 1 ? ["Étiquettes", "s"] : ["Étiquette", ""];
  return isAdded ? `${noun} ${quotes} ajoutée${s} à ${who(p)}` : `${noun} ${quotes} retirée${s} de ${who(p)}`;
}

const assigned = (p: OperationParams): string => (p.owner ? `${who(p)} → ${p.owner}` : `Attribution de ${who(p)}`);
const edited = (p: OperationParams): string => `Modification de ${who(p)}${fields(p.fields)}`;
const trashed = (p: OperationParams): string => `Mise à la corbeille de ${who(p)}`;
const restored = (p: OperationParams): string => `Restauration de ${who(p)}`;
const erased = (p: OperationParams): string => `Effacement définitif de ${who(p)}`;

const bulk: Record<string, (p: OperationParams) => string> = {
  edit: edited,
  stage: moved,
  add_tags: (p) => tagged(p, true),
  remove_tags: (p) => tagged(p, false),
  assign: assigned,
  delete: trashed,
  restore: restored,
  erase: erased,
};

function imported(p: OperationParams): string {
  const counts = [
    p.created !== undefined && plural(p.created, { one: "# créé", other: "# créés", many: "# créés" }),
    Boolean(p.updated) && plural(p.updated ?? 0, { one: "# complété", other: "# complétés", many: "# complétés" }),
  ].filter(Boolean);
  return `Import de ${p.file ?? "fichier"}${counts.length > 0 ? ` : ${counts.join(", ")}` : ""}`;
}

function stageRemoved(p: OperationParams): string {
  const gone = `Suppression de l’étape${quoted(p.stage ?? called(p))}`;
  return p.moved && p.to ? `${gone} : ${prospects(p.moved)} vers ${p.to}` : gone;
}

const filled = (p: OperationParams): string =>
  p.count === undefined ? "Ajout des données d’exemple" : `Ajout des données d’exemple : ${prospects(p.count)}`;

export const operations = {
  "prospects.create": (p: OperationParams) => `Ajout de ${who(p)}`,
  "prospects.edit": edited,
  "prospects.bulk": (p: OperationParams) => (bulk[p.action ?? "edit"] ?? edited)(p),
  "prospects.paste": (p: OperationParams) => `Collage sur ${who(p)}`,
  "prospects.delete": trashed,
  "prospects.restore": restored,
  "prospects.erase": erased,
  "prospects.stage": moved,
  "prospects.tag": (p: OperationParams) => tagged(p, true),
  "prospects.untag": (p: OperationParams) => tagged(p, false),
  "prospects.assign": assigned,
  "pipeline.move": moved,
  "companies.create": (p: OperationParams) => `Ajout de l’entreprise ${called(p)}`,
  "companies.edit": (p: OperationParams) => `Modification de l’entreprise ${called(p)}${fields(p.fields)}`,
  "companies.delete": (p: OperationParams) => `Suppression de l’entreprise ${called(p)}`,
  "activities.note": (p: OperationParams) => `Note sur ${who(p)}`,
  "activities.edit": (p: OperationParams) => `Modification d’une note sur ${who(p)}`,
  "activities.delete": (p: OperationParams) => `Suppression d’une note sur ${who(p)}`,
  "activities.remove": (p: OperationParams) => `Suppression d’une note sur ${who(p)}`,
  "activities.call": (p: OperationParams) => `Appel avec ${who(p)}`,
  "reminders.add": (p: OperationParams) => `Relance prévue pour ${who(p)}`,
  "reminders.edit": (p: OperationParams) => `Modification d’une relance de ${who(p)}`,
  "reminders.snooze": (p: OperationParams) => `Report d’une relance de ${who(p)}`,
  "reminders.done": (p: OperationParams) => `Relance faite : ${who(p)}`,
  "reminders.remove": (p: OperationParams) => `Suppression d’une relance de ${who(p)}`,
  "activities.viewed": () => "Temps passé sur une fiche",
  "reminders.tell": () => "Relances annoncées",
  "calendar.add": (p: OperationParams) => `Rendez-vous prévu : ${who(p)}`,
  "calendar.edit": (p: OperationParams) => `Modification du rendez-vous ${who(p)}`,
  "calendar.move": (p: OperationParams) => `Déplacement du rendez-vous ${who(p)}`,
  "calendar.remove": (p: OperationParams) => `Suppression du rendez-vous ${who(p)}`,
  "calendar.import": () => "Import d’un agenda",
  "calendar.pass": () => "Rendez-vous passés et annoncés",
  "mail.add": (p: OperationParams) => `Messagerie connectée${quoted(called(p))}`,
  "mail.edit": (p: OperationParams) => `Messagerie modifiée${quoted(called(p))}`,
  "mail.remove": (p: OperationParams) => `Messagerie retirée${quoted(called(p))}`,
  "mail.sync": (p: OperationParams) =>
    `E-mails lus : ${plural(p.count ?? 0, { one: "# nouveau", other: "# nouveaux" })}`,
  "mail.attachment": () => "Pièces jointes reçues",
  "mail.health": () => "État d’une messagerie",
  "inbox.done": (p: OperationParams) => `Conversation traitée${quoted(called(p))}`,
  "inbox.later": (p: OperationParams) => `Conversation remise à plus tard${quoted(called(p))}`,
  "inbox.open": (p: OperationParams) => `Conversation à répondre${quoted(called(p))}`,
  "inbox.read": (p: OperationParams) => `Conversation lue ou non lue${quoted(called(p))}`,
  "inbox.join": (p: OperationParams) => `Conversations réunies${quoted(called(p))}`,
  "inbox.split": (p: OperationParams) => `Conversation séparée${quoted(called(p))}`,
  "mail.settle": () => "Messagerie mise au courant",
  "outbox.send": (p: OperationParams) => `E-mail envoyé à ${who(p)}`,
  "messages.add": (p: OperationParams) => `E-mail joint à ${who(p)}`,
  "messages.add_all": (p: OperationParams) =>
    plural(p.count ?? 0, { one: "# e-mail joint", other: "# e-mails joints" }),
  "messages.remove": (p: OperationParams) => `Suppression d’un e-mail de ${who(p)}`,
  "stages.create": (p: OperationParams) => `Ajout de l’étape${quoted(called(p))}`,
  "stages.edit": (p: OperationParams) => `Modification de l’étape${quoted(called(p))}${fields(p.fields)}`,
  "stages.delete": stageRemoved,
  "stages.remove": stageRemoved,
  "history.restore": (p: OperationParams) => `Retour au ${at(p)}`,
  "duplicates.merge": (p: OperationParams) => `Fusion de ${p.other ?? ""} dans ${who(p)}`,
  "duplicates.merge_all": (p: OperationParams) =>
    `Fusion de doublons : ${plural(p.count ?? 0, { one: "# fiche", other: "# fiches", many: "# de fiches" })}`,
  "duplicates.unmerge": (p: OperationParams) => `Séparation de ${who(p)}`,
  "duplicates.apart": () => "Deux fiches distinguées : ce ne sont pas des doublons",
  "duplicates.reattribute": (p: OperationParams) => `Historique rendu à ${who(p)}`,
  "tags.create": (p: OperationParams) => `Ajout de l’étiquette${quoted(called(p))}`,
  "tags.edit": (p: OperationParams) => `Modification de l’étiquette${quoted(called(p))}${fields(p.fields)}`,
  "tags.delete": (p: OperationParams) => `Suppression de l’étiquette${quoted(called(p))}${concerned(p)}`,
  "tags.remove": (p: OperationParams) => `Suppression de l’étiquette${quoted(called(p))}${concerned(p)}`,
  "tags.merge": (p: OperationParams) =>
    `Fusion de ${(p.tags ?? []).map((name) => `« ${name} »`).join(", ")} dans l’étiquette${quoted(p.tag)}${concerned(p)}`,
  "templates.create": (p: OperationParams) => `Modèle${quoted(called(p))} ajouté`,
  "templates.edit": (p: OperationParams) => `Modèle${quoted(called(p))} modifié`,
  "templates.copy": (p: OperationParams) => `Modèle${quoted(called(p))} créé à partir d’un autre`,
  "templates.remove": (p: OperationParams) => `Modèle${quoted(called(p))} supprimé`,
  "templates.starters": () => "Modèles de départ ajoutés",
  "views.create": (p: OperationParams) => `Vue${quoted(called(p))} enregistrée`,
  "views.edit": (p: OperationParams) => `Vue${quoted(called(p))} modifiée`,
  "views.copy": (p: OperationParams) => `Vue${quoted(called(p))} créée à partir d’une autre`,
  "views.remove": (p: OperationParams) => `Vue${quoted(called(p))} supprimée`,
  "fields.create": (p: OperationParams) => `Ajout du champ${quoted(called(p))}`,
  "fields.edit": (p: OperationParams) => `Modification du champ${quoted(called(p))}`,
  "fields.delete": (p: OperationParams) => `Suppression du champ${quoted(called(p))}${concerned(p)}`,
  "fields.remove": (p: OperationParams) => `Suppression du champ${quoted(called(p))}${concerned(p)}`,
  "fields.option_create": (p: OperationParams) => `Ajout de l’option${quoted(p.option)}${ofField(p)}`,
  "fields.option_edit": (p: OperationParams) =>
    `Modification de l’option${quoted(p.option)}${ofField(p)}${p.to ? ` : ${p.to}` : ""}`,
  "fields.option_merge": (p: OperationParams) =>
    `Fusion de l’option${quoted(p.option)} dans${quoted(p.to)}${ofField(p)}${concerned(p)}`,
  "fields.option_remove": (p: OperationParams) =>
    `Suppression de l’option${quoted(p.option)}${ofField(p)}${concerned(p)}`,
  "members.create": (p: OperationParams) => `Ajout du membre ${called(p)}`,
  "members.edit": (p: OperationParams) => `Modification du membre ${called(p)}`,
  "members.delete": (p: OperationParams) => `Retrait du membre ${called(p)}${concerned(p)}`,
  "members.remove": (p: OperationParams) => `Retrait du membre ${called(p)}${concerned(p)}`,
  "imports.run": imported,
  "sample.add": filled,
  "sample.fill": filled,
  "sample.erase": () => "Effacement des données d’exemple",
  "worktime.edit": () => "Modification du temps de travail",
  "worktime.leave_create": (p: OperationParams) => `Ajout d’un congé${days(p)}`,
  "worktime.leave_remove": (p: OperationParams) => `Suppression d’un congé${days(p)}`,
  "settings.edit": () => "Modification des réglages",
  "history.undo": () => "Annulation",
  "history.redo": () => "Rétablissement",
  unknown: (p: OperationParams) =>
    p.count === undefined
      ? "Modification"
      : plural(p.count, { one: "# modification", other: "# modifications", many: "# de modifications" }),
};
