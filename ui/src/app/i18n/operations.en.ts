// What each kind of operation is called, in English.
import { en as history } from "@/features/history/words.en";
import { fullDateTime, shortDay } from "@/format/dates";
import { n, plural } from "./core";
import type { operations as french, OperationParams } from "./operations.fr";

const prospects = (count: number): string => plural(count, { one: "# prospect", other: "# prospects" });

const who = (p: OperationParams): string =>
  p.count !== undefined && p.count !== 1 ? prospects(p.count) : p.name || "1 prospect";

const at = (p: OperationParams): string => (p.at === undefined ? "" : fullDateTime(p.at));

const days = (p: OperationParams): string => {
  if (!p.from || !p.to) return "";
  return p.from === p.to ? ` on ${shortDay(p.from)}` : ` from ${shortDay(p.from)} to ${shortDay(p.to)}`;
};

const called = (p: OperationParams): string =>
  p.name ?? p.stage ?? p.tag ?? p.field ?? p.member ?? p.company ?? p.label ?? "";
const concerned = (p: OperationParams): string => (p.count ? `: ${prospects(p.count)}` : "");
const ofField = (p: OperationParams): string => (p.field ? ` of the field${quoted(p.field)}` : "");
const quoted = (name: string | undefined): string => (name ? ` “${name}”` : "");

function fields(keys: string[] | undefined): string {
  if (!keys?.length) return "";
  const names = keys.map((key) => history.fields[key as keyof typeof history.fields] ?? key);
  const shown = [...new Set(names.map((name) => name.charAt(0).toLowerCase() + name.slice(1)))];
  const more = shown.length > 3 ? ` and ${n(shown.length - 3)} more` : "";
  return `: ${shown.slice(0, 3).join(", ")}${more}`;
}

const moved = (p: OperationParams): string =>
  (p.count ?? 1) > 1 ? `${who(p)} to ${p.stage ?? "another stage"}` : `${who(p)} → ${p.stage ?? "another stage"}`;

function tagged(p: OperationParams, isAdded: boolean): string {
  const names = p.tags ?? (p.tag ? [p.tag] : []);
  if (names.length === 0) return `Tags of ${who(p)}`;
  const quotes = names.map((name) => `“${name}”`).join(", ");
  const noun = names.length > 1 ? "tags" : "tag";
  return isAdded ? `Added the ${noun} ${quotes} to ${who(p)}` : `Removed the ${noun} ${quotes} from ${who(p)}`;
}

const assigned = (p: OperationParams): string => (p.owner ? `${who(p)} → ${p.owner}` : `Assigned ${who(p)}`);
const edited = (p: OperationParams): string => `Edited ${who(p)}${fields(p.fields)}`;
const trashed = (p: OperationParams): string => `Moved ${who(p)} to the trash`;
const restored = (p: OperationParams): string => `Restored ${who(p)}`;
const erased = (p: OperationParams): string => `Erased ${who(p)} for good`;

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
    p.created !== undefined && `${n(p.created)} created`,
    Boolean(p.updated) && `${n(p.updated ?? 0)} completed`,
  ].filter(Boolean);
  return `Import of ${p.file ?? "a file"}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}`;
}

function stageRemoved(p: OperationParams): string {
  const gone = `Deleted the stage${quoted(p.stage ?? called(p))}`;
  return p.moved && p.to ? `${gone}: ${prospects(p.moved)} to ${p.to}` : gone;
}

const filled = (p: OperationParams): string =>
  p.count === undefined ? "Added the sample data" : `Added the sample data: ${prospects(p.count)}`;

export const operations: typeof french = {
  "prospects.create": (p) => `Added ${who(p)}`,
  "prospects.edit": edited,
  "prospects.bulk": (p) => (bulk[p.action ?? "edit"] ?? edited)(p),
  "prospects.paste": (p) => `Pasted over ${who(p)}`,
  "prospects.delete": trashed,
  "prospects.restore": restored,
  "prospects.erase": erased,
  "prospects.stage": moved,
  "prospects.tag": (p) => tagged(p, true),
  "prospects.untag": (p) => tagged(p, false),
  "prospects.assign": assigned,
  "pipeline.move": moved,
  "companies.create": (p) => `Added the company ${called(p)}`,
  "companies.edit": (p) => `Edited the company ${called(p)}${fields(p.fields)}`,
  "companies.delete": (p) => `Deleted the company ${called(p)}`,
  "activities.note": (p) => `Note on ${who(p)}`,
  "activities.edit": (p) => `Edited a note on ${who(p)}`,
  "activities.delete": (p) => `Deleted a note on ${who(p)}`,
  "activities.remove": (p) => `Deleted a note on ${who(p)}`,
  "activities.call": (p) => `Call with ${who(p)}`,
  "reminders.add": (p) => `Follow-up planned for ${who(p)}`,
  "reminders.edit": (p) => `Edited a follow-up of ${who(p)}`,
  "reminders.snooze": (p) => `Put off a follow-up of ${who(p)}`,
  "reminders.done": (p) => `Follow-up done: ${who(p)}`,
  "reminders.remove": (p) => `Deleted a follow-up of ${who(p)}`,
  "activities.viewed": () => "Time spent on a sheet",
  "reminders.tell": () => "Follow-ups announced",
  "calendar.add": (p) => `Meeting planned: ${who(p)}`,
  "calendar.edit": (p) => `Edited the meeting ${who(p)}`,
  "calendar.move": (p) => `Moved the meeting ${who(p)}`,
  "calendar.remove": (p) => `Deleted the meeting ${who(p)}`,
  "calendar.import": () => "Imported a calendar",
  "calendar.pass": () => "Meetings passed and announced",
  "mail.add": (p) => `Connected the mailbox${quoted(called(p))}`,
  "mail.edit": (p) => `Edited the mailbox${quoted(called(p))}`,
  "mail.remove": (p) => `Removed the mailbox${quoted(called(p))}`,
  "mail.sync": (p) => `E-mails read: ${plural(p.count ?? 0, { one: "# new", other: "# new" })}`,
  "mail.attachment": () => "Attachments received",
  "mail.health": () => "State of a mailbox",
  "inbox.done": (p) => `Conversation handled${quoted(called(p))}`,
  "inbox.later": (p) => `Conversation put off${quoted(called(p))}`,
  "inbox.open": (p) => `Conversation to answer${quoted(called(p))}`,
  "inbox.read": (p) => `Conversation read or unread${quoted(called(p))}`,
  "inbox.join": (p) => `Conversations joined${quoted(called(p))}`,
  "inbox.split": (p) => `Conversation split${quoted(called(p))}`,
  "mail.settle": () => "Mailbox brought up to date",
  "outbox.send": (p) => `E-mail sent to ${who(p)}`,
  "messages.add": (p) => `E-mail attached to ${who(p)}`,
  "messages.add_all": (p) => plural(p.count ?? 0, { one: "# e-mail attached", other: "# e-mails attached" }),
  "messages.remove": (p) => `Removed an e-mail of ${who(p)}`,
  "stages.create": (p) => `Added the stage${quoted(called(p))}`,
  "stages.edit": (p) => `Edited the stage${quoted(called(p))}${fields(p.fields)}`,
  "stages.delete": stageRemoved,
  "stages.remove": stageRemoved,
  "history.restore": (p) => `Back to ${at(p)}`,
  "duplicates.merge": (p) => `Merged ${p.other ?? ""} into ${who(p)}`,
  "duplicates.merge_all": (p) => `Merged duplicates: ${plural(p.count ?? 0, { one: "# record", other: "# records" })}`,
  "duplicates.unmerge": (p) => `Separated ${who(p)}`,
  "duplicates.apart": () => "Told two records apart: they are no duplicates",
  "duplicates.reattribute": (p) => `Gave the timeline back to ${who(p)}`,
  "tags.create": (p) => `Added the tag${quoted(called(p))}`,
  "tags.edit": (p) => `Edited the tag${quoted(called(p))}${fields(p.fields)}`,
  "tags.delete": (p) => `Deleted the tag${quoted(called(p))}${concerned(p)}`,
  "tags.remove": (p) => `Deleted the tag${quoted(called(p))}${concerned(p)}`,
  "tags.merge": (p) =>
    `Merged ${(p.tags ?? []).map((name) => `“${name}”`).join(", ")} into the tag${quoted(p.tag)}${concerned(p)}`,
  "templates.create": (p: OperationParams) => `Added the template${quoted(called(p))}`,
  "templates.edit": (p: OperationParams) => `Edited the template${quoted(called(p))}`,
  "templates.copy": (p: OperationParams) => `Added the template${quoted(called(p))}, copied from another`,
  "templates.remove": (p: OperationParams) => `Deleted the template${quoted(called(p))}`,
  "templates.starters": () => "Added the starter templates",
  "views.create": (p: OperationParams) => `Saved the view${quoted(called(p))}`,
  "views.edit": (p: OperationParams) => `Edited the view${quoted(called(p))}`,
  "views.copy": (p: OperationParams) => `Added the view${quoted(called(p))}, copied from another`,
  "views.remove": (p: OperationParams) => `Deleted the view${quoted(called(p))}`,
  "fields.create": (p) => `Added the field${quoted(called(p))}`,
  "fields.edit": (p) => `Edited the field${quoted(called(p))}`,
  "fields.delete": (p) => `Deleted the field${quoted(called(p))}${concerned(p)}`,
  "fields.remove": (p) => `Deleted the field${quoted(called(p))}${concerned(p)}`,
  "fields.option_create": (p) => `Added the option${quoted(p.option)}${ofField(p)}`,
  "fields.option_edit": (p) => `Edited the option${quoted(p.option)}${ofField(p)}${p.to ? `: ${p.to}` : ""}`,
  "fields.option_merge": (p) => `Merged the option${quoted(p.option)} into${quoted(p.to)}${ofField(p)}${concerned(p)}`,
  "fields.option_remove": (p) => `Deleted the option${quoted(p.option)}${ofField(p)}${concerned(p)}`,
  "members.create": (p) => `Added the member ${called(p)}`,
  "members.edit": (p) => `Edited the member ${called(p)}`,
  "members.delete": (p) => `Removed the member ${called(p)}${concerned(p)}`,
  "members.remove": (p) => `Removed the member ${called(p)}${concerned(p)}`,
  "imports.run": imported,
  "sample.add": filled,
  "sample.fill": filled,
  "sample.erase": () => "Erased the sample data",
  "worktime.edit": () => "Changed the working time",
  "worktime.leave_create": (p) => `Added leave${days(p)}`,
  "worktime.leave_remove": (p) => `Deleted leave${days(p)}`,
  "settings.edit": () => "Changed the settings",
  "history.undo": () => "Undo",
  "history.redo": () => "Redo",
  unknown: (p) => (p.count === undefined ? "Change" : plural(p.count, { one: "# change", other: "# changes" })),
};
