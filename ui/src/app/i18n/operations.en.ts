// What each kind of operation is called, in English.
import { n, plural } from "./core";
import type { operations as french, OperationParams } from "./operations.fr";

const who = (p: OperationParams): string =>
  p.count !== undefined && p.count !== 1 ? `${n(p.count)} prospects` : (p.name ?? "1 prospect");

export const operations: typeof french = {
  "prospects.create": (p) => `Added ${who(p)}`,
  "prospects.edit": (p) => `Edited ${who(p)}`,
  "prospects.bulk": (p) => `Edited ${who(p)}`,
  "prospects.delete": (p) => `Moved ${who(p)} to the trash`,
  "prospects.restore": (p) => `Restored ${who(p)}`,
  "prospects.erase": (p) => `Erased ${who(p)} for good`,
  "prospects.tag": (p) => `Tags of ${who(p)}`,
  "prospects.untag": (p) => `Tags of ${who(p)}`,
  "prospects.assign": (p) => `Assigned ${who(p)}`,
  "pipeline.move": (p) => `${who(p)} → ${p.stage ?? ""}`,
  "companies.create": (p) => `Added the company ${p.name ?? ""}`,
  "companies.edit": (p) => `Edited the company ${p.name ?? ""}`,
  "companies.delete": (p) => `Deleted the company ${p.name ?? ""}`,
  "activities.note": (p) => `Note on ${who(p)}`,
  "activities.edit": (p) => `Edited a note on ${who(p)}`,
  "activities.delete": (p) => `Deleted a note on ${who(p)}`,
  "stages.create": (p) => `Added the stage ${p.name ?? p.label ?? ""}`,
  "stages.edit": (p) => `Edited the stage ${p.name ?? p.label ?? ""}`,
  "stages.delete": (p) => `Deleted the stage ${p.name ?? p.label ?? ""}`,
  "tags.create": (p) => `Added the tag ${p.name ?? ""}`,
  "tags.edit": (p) => `Edited the tag ${p.name ?? ""}`,
  "tags.delete": (p) => `Deleted the tag ${p.name ?? ""}`,
  "fields.create": (p) => `Added the field ${p.name ?? p.label ?? ""}`,
  "fields.edit": (p) => `Edited the field ${p.name ?? p.label ?? ""}`,
  "fields.delete": (p) => `Deleted the field ${p.name ?? p.label ?? ""}`,
  "members.create": (p) => `Added the member ${p.name ?? ""}`,
  "members.edit": (p) => `Edited the member ${p.name ?? ""}`,
  "members.delete": (p) => `Deleted the member ${p.name ?? ""}`,
  "imports.run": (p) => `Import of ${p.file ?? "a file"}`,
  "sample.add": () => "Added the sample data",
  "sample.erase": () => "Erased the sample data",
  "settings.edit": () => "Changed the settings",
  "history.undo": () => "Undo",
  "history.redo": () => "Redo",
  unknown: (p) => (p.count === undefined ? "Change" : plural(p.count, { one: "# change", other: "# changes" })),
};
