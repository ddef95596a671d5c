// The wire contract, mirror of crates/relance-model. Ids are strings of digits, *_at UTC milliseconds, *_on YYYY-MM-DD, money in cents.

export type Id = string;
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** What a screen or a script does about a failure. */
export type Code =
  | "not_found"
  | "invalid"
  | "conflict"
  | "not_now"
  | "needs_account"
  | "needs_consent"
  | "offline"
  | "refused"
  | "limit"
  | "bug";

/** A failure on its way to a person. On the wire: `application/problem+json` (RFC 9457) with these members. */
export interface Failure {
  code: Code;
  /** Key of the sentence, such as `base_wrong_key`. */
  key: string;
  /** Values for the sentence's `{names}`. */
  params?: Record<string, JsonValue>;
  /** The field of the request that is wrong, if one is. */
  field?: string;
  /** Key of a second sentence that says what to do. */
  hint?: string;
}

/** What reaching a stage means. */
export type StageKind = "open" | "won" | "lost";

export interface Stage {
  id: Id;
  /** Stable name for programs: `non_qualifie`, `contacte` … */
  key: string;
  label: string;
  kind: StageKind;
  /** Rank on the board, from 0. */
  position: number;
  /** One of `c1` … `c6`; none by default. */
  color: string | null;
  /** Days after which a card says how long it has waited; 14 when not said. */
  limit_days: number | null;
}

export interface StageEdit {
  label?: string;
  kind?: StageKind;
  /** New rank on the board, from 0; the others make room. */
  position?: number;
  color?: string | null;
  limit_days?: number | null;
}

/** Where the prospects of a stage go when it is removed. */
export interface StageRemoval {
  /** Needed when the stage still has prospects (trash included). */
  move_to?: Id | null;
}

export interface StageSaved {
  stages: Stage[];
  operation: Id | null;
}

export interface Tag {
  id: Id;
  name: string;
  color: string | null;
}

export interface TagEdit {
  name?: string;
  color?: string | null;
}

export interface TagCount extends Tag {
  prospects: number;
}

export interface TagSaved {
  tag: Tag;
  operation: Id | null;
}

/** A person of the team; the first one is the owner of the laptop. */
export interface Member {
  id: Id;
  name: string;
  email: string | null;
  is_me: boolean;
}

export interface MemberEdit {
  name?: string;
  email?: string | null;
}

export interface MemberSaved {
  member: Member;
  operation: Id | null;
}

/** What a custom field holds. */
export type FieldKind = "text" | "number" | "date" | "boolean";

export interface CustomField {
  id: Id;
  label: string;
  kind: FieldKind;
  position: number;
}

export interface CustomFieldEdit {
  label?: string;
  kind?: FieldKind;
}

export interface CustomFieldSaved {
  field: CustomField;
  operation: Id | null;
}

/** What a removal or any other write without a record answers. */
export interface Done {
  operation: Id | null;
}

/** A further e-mail address or phone number; the primary one is in the prospect itself. */
export interface Address {
  kind: AddressKind;
  /** E-mail normalised (RFC 5321, domain in lower case) or phone in E.164 where it could be read as one. */
  value: string;
  /** Free word: « bureau », "mobile". */
  label?: string;
}

export type AddressKind = "email" | "phone";

/** A prospect as lists show it: one flat row. */
export interface ProspectRow {
  id: Id;
  /** What to call her: first and last name, else company, else e-mail, else phone. */
  name: string;
  civility: string | null;
  first_name: string | null;
  last_name: string | null;
  job_title: string | null;
  company_id: Id | null;
  company: string | null;
  /** The primary e-mail address. */
  email: string | null;
  /** The primary phone, E.164. */
  phone: string | null;
  stage_id: Id;
  owner_id: Id | null;
  tag_ids: Id[];
  source: string | null;
  sector: string | null;
  city: string | null;
  postcode: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  site: string | null;
  linkedin_url: string | null;
  /** Estimated value in cents of `currency`. */
  value_cents: number | null;
  /** ISO 4217; `EUR` when not said. */
  currency: string;
  /** `YYYY-MM-DD`. */
  expected_close_on: string | null;
  /** Free notes on the sheet; the timeline's notes are activities. */
  notes: string | null;
  /** Opposition recorded at this instant (UTC ms): blocks every send. */
  do_not_contact_at: number | null;
  /** UTC ms of the last exchange; kept automatically. */
  last_interaction_at: number | null;
  /** Custom fields: field id → text, number or boolean. */
  custom: Record<string, JsonValue>;
  created_at: number;
  updated_at: number;
  /** UTC ms; in the trash since then. */
  deleted_at: number | null;
}

/** A prospect as her sheet shows her. */
export interface Prospect extends ProspectRow {
  /** Addresses beyond the primary ones. */
  addresses: Address[];
  tags: Tag[];
  /** The import that created her, if one did. */
  import_id: Id | null;
  import_file: string | null;
  is_sample: boolean;
}

/** Fields to write. An absent member is left as it is; `null` clears it. Texts are read as a person types them: phones in any spelling, amounts in cents, dates ISO. */
export interface ProspectEdit {
  civility?: string | null;
  first_name?: string | null;
  last_name?: string | null;
  job_title?: string | null;
  /** Company by name: found (accents, case and legal form aside) or created. */
  company?: string | null;
  company_id?: Id | null;
  email?: string | null;
  phone?: string | null;
  /** All further addresses, replacing the present ones. */
  addresses?: Address[];
  stage_id?: Id;
  owner_id?: Id | null;
  /** All tags, replacing the present ones. */
  tag_ids?: Id[];
  source?: string | null;
  sector?: string | null;
  city?: string | null;
  postcode?: string | null;
  country?: string | null;
  site?: string | null;
  linkedin_url?: string | null;
  value_cents?: number | null;
  currency?: string;
  expected_close_on?: string | null;
  notes?: string | null;
  do_not_contact?: boolean;
  /** Custom fields to write; `null` clears one. */
  custom?: Record<string, JsonValue>;
}

/** Which prospects, in which order. */
export interface ProspectQuery {
  /** Words to find: accents and case ignored, parts of words find, phones in any spelling. */
  search?: string;
  /** Stage ids or keys, separated by commas. */
  stage?: string;
  /** Tag ids or names, separated by commas: any of them. */
  tag?: string;
  /** Member id, or `none`. */
  owner?: string;
  company?: Id;
  /** Only prospects that this import created or changed. */
  import?: Id;
  /** The trash in place of the base. */
  trash?: boolean;
  /** Columns by name, `-` in front for descending: `-value,name`. One of `name`, `company`, `job_title`, `email`, `phone`, `city`, `stage`, `value`, `source`, `sector`, `owner`, `postcode`, `country`, `expected_close`, `last_interaction`, `created`, `updated`. Blank values come last. */
  sort?: string;
  offset?: number;
  /** At most 1,000; 50 when not said. */
  limit?: number;
}

export interface ProspectList {
  /** Exact count of all that match. */
  total: number;
  items: ProspectRow[];
}

/** What a write of one prospect answers. */
export interface ProspectSaved {
  prospect: Prospect;
  /** `None` when nothing had to change. */
  operation: Id | null;
}

/** Which prospects a bulk change is about. */
export type Selection =
  | { by: "ids"; ids: Id[] }
  | { by: "query"; query: ProspectQuery; except?: Id[] };

/** What to do to all of them, as one operation. */
export type BulkAction =
  | { kind: "edit"; fields: ProspectEdit }
  | { kind: "stage"; stage_id: Id }
  | { kind: "add_tags"; tag_ids: Id[] }
  | { kind: "remove_tags"; tag_ids: Id[] }
  | { kind: "assign"; owner_id: Id | null }
  | { kind: "delete" }
  | { kind: "restore" }
  | { kind: "erase"; count: number };

export interface BulkRequest {
  selection: Selection;
  action: BulkAction;
  /** Count and sample only; nothing is written. */
  dry_run?: boolean;
}

export interface BulkAnswer {
  /** How many are concerned. */
  selected: number;
  /** How many differ after the change. */
  changed: number;
  operation: Id | null;
  /** Names of the first few, for the dry run. */
  sample: string[];
}

/** What the palette finds for a few letters. */
export interface SearchAnswer {
  prospects: ProspectRow[];
  companies: CompanyRow[];
}

export interface SearchQuery {
  q?: string;
  /** 12 when not said, 50 at most. */
  limit?: number;
}

export interface CompanyRow {
  id: Id;
  name: string;
  /** SAS, SARL, SA … as written. */
  legal_form: string | null;
  domain: string | null;
  /** Nine digits, checked by Luhn (INSEE). */
  siren: string | null;
  /** Fourteen digits, checked by Luhn (INSEE; La Poste's own rule aside). */
  siret: string | null;
  sector: string | null;
  /** Head count or bracket, as written: « 40 », « 50 à 99 ». */
  size: string | null;
  address: string | null;
  postcode: string | null;
  city: string | null;
  country: string | null;
  /** Prospects in the base (trash aside). */
  prospects: number;
  created_at: number;
  updated_at: number;
}

export interface CompanyEdit {
  name?: string;
  legal_form?: string | null;
  domain?: string | null;
  siren?: string | null;
  siret?: string | null;
  sector?: string | null;
  size?: string | null;
  address?: string | null;
  postcode?: string | null;
  city?: string | null;
  country?: string | null;
}

export interface CompanyQuery {
  search?: string;
  offset?: number;
  limit?: number;
}

export interface CompanyList {
  total: number;
  items: CompanyRow[];
}

export interface CompanySaved {
  company: CompanyRow;
  operation: Id | null;
}

/** The order of the cards of a column. */
export type CardOrder = "manual" | "value" | "last_interaction" | "name";

export interface BoardQuery {
  search?: string;
  tag?: string;
  owner?: string;
  order?: CardOrder;
  /** First cards of each column to answer with; 20 when not said. */
  limit?: number;
}

/** A sum in one currency. */
export interface Amount {
  cents: number;
  currency: string;
}

export interface Column {
  stage_id: Id;
  key: string;
  label: string;
  kind: StageKind;
  color: string | null;
  /** Exact count of the column, whatever the page. */
  count: number;
  /** Exact sums, one a currency, most used first. */
  value: Amount[];
  /** The first cards. */
  cards: ProspectRow[];
}

export interface Board {
  total: number;
  columns: Column[];
}

export interface CardsQuery {
  search?: string;
  tag?: string;
  owner?: string;
  order?: CardOrder;
  offset?: number;
  limit?: number;
}

export interface Cards {
  total: number;
  items: ProspectRow[];
}

/** Moves cards to a stage, and to a place in it when the order is manual. */
export interface MoveRequest {
  ids: Id[];
  /** Stage id or key. */
  stage: string;
  /** Placed just above this card of the column. */
  before?: Id | null;
  /** Placed just below this card of the column. Without either: on top. */
  after?: Id | null;
}

export interface Moved {
  moved: number;
  operation: Id | null;
}

export type ActivityKind = "note" | "stage_change" | "created";

export interface Activity {
  id: Id;
  prospect_id: Id;
  kind: ActivityKind;
  /** When it happened, UTC ms. */
  at: number;
  body: string | null;
  data: Record<string, JsonValue>;
  /** Who did it: `user`, `import`, `api`, `cli`. */
  caller: string;
}

export interface TimelineQuery {
  kind?: ActivityKind;
  offset?: number;
  limit?: number;
}

export interface Timeline {
  total: number;
  items: Activity[];
}

export interface NoteText {
  body: string;
}

export interface ActivitySaved {
  activity: Activity;
  operation: Id | null;
}

/** One write, whatever its size. */
export interface Operation {
  id: Id;
  at: number;
  /** `user`, `import`, `api`, `cli`. */
  caller: string;
  /** Key of the sentence: `prospects.edit`, `pipeline.move`, `imports.run` … */
  label: string;
  /** Values for the sentence: `name`, `count`, `stage`, `file`, `fields` … */
  params: Record<string, JsonValue>;
  /** The operation that this one undoes or redoes. */
  reverts: Id | null;
  /** The operation that undid this one, while it stands. */
  reverted_by: Id | null;
  /** Rows written, inserted or removed. */
  changes: number;
  /** False for facts about the outside world. */
  is_undoable: boolean;
}

export interface HistoryQuery {
  /** Only operations that touched this prospect. */
  prospect?: Id;
  /** Only operations of this caller. */
  caller?: string;
  /** Operations older than this one. */
  before?: Id;
  limit?: number;
}

export interface History {
  items: Operation[];
  /** What Ctrl+Z would undo, and Ctrl+Shift+Z redo. */
  undo: Operation | null;
  redo: Operation | null;
}

/** One field of one record, before and after. */
export interface FieldChange {
  operation: Id;
  at: number;
  caller: string;
  /** Table name: `prospect`, `company`, `address`, `prospect_tag`, `activity` … */
  entity: string;
  record: Id;
  /** What to call the record, where it has a name. */
  record_name: string | null;
  /** `insert`, `update`, `delete`. */
  kind: string;
  /** `None` for a whole record. */
  field: string | null;
  before: JsonValue;
  after: JsonValue;
}

export interface FieldChanges {
  items: FieldChange[];
  /** More than what is listed. */
  has_more: boolean;
}

export interface RecordHistoryQuery {
  /** Only this field. */
  field?: string;
  limit?: number;
}

export interface UndoRequest {
  /** The last undoable one when not said. */
  operation?: Id | null;
  /** Undoes what can be and leaves the conflicting fields as they are now. */
  keep_conflicts?: boolean;
}

/** A field that somebody changed after the operation: undoing would lose it. */
export interface UndoConflict {
  entity: string;
  record: Id;
  record_name: string | null;
  /** `None` when the whole record is concerned (removed since, or others hang on it). */
  field: string | null;
  /** Value that undo would restore. */
  would_be: JsonValue;
  now: JsonValue;
  /** Operation that changed it since. */
  by: Id | null;
}

export interface UndoAnswer {
  /** The new operation; `None` when refused because of conflicts, or when there was nothing to undo. */
  operation: Id | null;
  /** What was undone or redone. */
  reverted: Operation | null;
  /** First 200. */
  conflicts: UndoConflict[];
  conflict_count: number;
}

/** What to do with a row whose prospect is already here. */
export type OnDuplicate = "skip" | "fill" | "overwrite" | "create";

/** Where the values of a column go. */
export type Target =
  | { to: "field"; field: string }
  | { to: "custom"; field_id: Id }
  | { to: "new_custom"; label: string }
  | { to: "ignore" };

export type Recognition = "recognised" | "check" | "ignored";

/** One column of the file and what it is taken for. */
export interface ImportColumn {
  /** From 0, as in the file. */
  index: number;
  header: string;
  /** The first three different values. */
  samples: string[];
  target: Target;
  /** 0 to 1. */
  confidence: number;
  state: Recognition;
  /** `header`, `content`, `both`, `user` or `remembered`. */
  reason: string;
}

export interface ImportSheet {
  index: number;
  name: string;
  /** Rows with something in them, where the format tells without reading it all. */
  rows: number | null;
  hidden: boolean;
}

/** Day before month or the contrary, where the file leaves both possible. */
export type DateOrder = "day_month" | "month_day";

/** An import being prepared: nothing is written in the base until it runs. */
export interface ImportDraft {
  id: Id;
  file_name: string;
  size_bytes: number;
  /** `csv`, `xlsx`, `xls`, `xlsb`, `ods`. */
  format: string;
  /** Text files: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `macintosh`. */
  encoding: string | null;
  /** Text files: the separator as one character. */
  delimiter: string | null;
  sheets: ImportSheet[];
  /** Index of the sheet being read. */
  sheet: number;
  /** Row of the header from 1; `None` where the file has none. */
  header_row: number | null;
  /** Peer whose export this is: `hubspot`, `salesforce`, `pipedrive`, `linkedin`, `google`, `outlook`. */
  layout: string | null;
  /** File of an earlier import with the same columns, whose mapping is offered. */
  same_as: string | null;
  columns: ImportColumn[];
  /** The first five rows as they will be read, one text a column. */
  rows: string[][];
  date_order: DateOrder;
  /** A value such as « 03/04/2026 » that could be read both ways, when the file does not settle it. */
  ambiguous_date: string | null;
  options: ImportOptions;
  /** True when some column says who each row is about: a name, an e-mail or a phone. */
  ready: boolean;
}

/** Choices that hold for every row. */
export interface ImportOptions {
  on_duplicate: OnDuplicate;
  /** Stage of new prospects where no column says one; the first stage otherwise. */
  stage_id: Id | null;
  /** Names of tags to put on every prospect of the file. */
  tags: string[];
  /** Source of new prospects where no column says one. */
  source: string | null;
}

/** Corrections to a draft; absent members stay. */
export interface ImportCorrection {
  sheet?: number | null;
  /** From 1; 0 says that the file has no header. */
  header_row?: number | null;
  encoding?: string | null;
  delimiter?: string | null;
  date_order?: DateOrder | null;
  columns?: ColumnChoice[];
  options?: ImportOptions | null;
}

export interface ColumnChoice {
  index: number;
  target: Target;
}

/** Starts an import from a path on this machine (window and programs; browsers upload). */
export interface ImportPath {
  path: string;
  /** For a workbook that needs one. */
  password?: string | null;
}

/** Why a row was not taken, or what became of it. The law: read = created + updated + unchanged + skipped. */
export interface ImportCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  /** Skipped rows by reason key: `empty`, `no_identity`, `duplicate`, `duplicate_in_file`, `invalid_email` … */
  reasons: ReasonCount[];
  /** Values left out of rows that were taken (an unreadable date …), by reason key. */
  warnings: ReasonCount[];
}

export interface ReasonCount {
  reason: string;
  count: number;
}

export type RowOutcome = "created" | "updated" | "unchanged" | "skipped";

/** One row of the dry run. */
export interface ImportRow {
  /** Line in the file, from 1. */
  line: number;
  outcome: RowOutcome;
  /** Why skipped, or how matched: `email`, `phone`, `linkedin_url`, `name_company`. */
  reason: string | null;
  prospect_id: Id | null;
  name: string;
  company: string | null;
  email: string | null;
  phone: string | null;
  /** Names of the fields that would change. */
  changes: string[];
  /** Values that could not be read: field and text. */
  warnings: ImportWarning[];
}

export interface ImportWarning {
  field: string;
  value: string;
  reason: string;
}

/** What the import would do: exact counts, first rows of each outcome. */
export interface ImportPreview {
  counts: ImportCounts;
  /** Rows found here already, by the reason of the match. */
  matches: ReasonCount[];
  rows: ImportRow[];
}

export type ImportState = "draft" | "running" | "done" | "cancelled" | "failed" | "undone";

/** A long work under way; also sent as the `progress` event. */
export interface ImportProgress {
  id: Id;
  state: ImportState;
  done: number;
  /** Rows in all, when known. */
  total: number | null;
  rows_per_second: number;
  report: ImportReport | null;
  failure: Failure | null;
}

/** What an import did. */
export interface ImportReport extends ImportCounts {
  id: Id;
  file_name: string;
  /** What undo takes; `None` when nothing was written. */
  operation: Id | null;
  companies_created: number;
  started_at: number;
  finished_at: number;
  state: ImportState;
  /** True while the skipped rows can be saved. */
  has_rejects: boolean;
}

export interface ImportList {
  items: ImportReport[];
}

/** Where to save the skipped rows, in their original layout with a reason column. */
export interface RejectsPath {
  path: string;
}

export interface SavedFile {
  path: string;
  rows: number;
}

export type ExportFormat = "csv" | "xlsx";

export interface ExportRequest {
  selection: Selection;
  format: ExportFormat;
  /** Language of the headers, `fr` or `en`. */
  lang?: string | null;
  /** Columns by key, in order; all when not said. */
  columns?: string[] | null;
  /** Where to write (window and programs); without it the answer is the file itself. */
  path?: string | null;
}

export interface Backup {
  path: string;
  file_name: string;
  at: number;
  size_bytes: number;
  /** `daily` or `weekly`: what keeps it in the rotation. */
  kept_as: string;
}

export interface BackupList {
  folder: string;
  items: Backup[];
}

export interface BackupRequest {
  /** The rotation's folder when not said. */
  path?: string | null;
}

export interface BackupMade {
  path: string;
  size_bytes: number;
  prospects: number;
}

/** Looks into a backup, or puts it in place of the base (which is kept beside it). */
export interface RestoreRequest {
  path: string;
  /** Needed when this machine does not hold the backup's key. */
  recovery_key?: string | null;
  /** Only say what is inside. */
  dry_run?: boolean;
}

export interface RestoreAnswer {
  prospects: number;
  companies: number;
  last_operation_at: number | null;
  /** Where the base that was replaced is kept. */
  replaced: string | null;
}

export interface RecoveryKey {
  /** Fourteen groups of four characters (Crockford base 32): the key and a check of it. */
  key: string;
}

/** What `relance check` found. All true is a sound base. */
export interface CheckReport {
  is_sound: boolean;
  pages: CheckItem;
  foreign_keys: CheckItem;
  journal: CheckItem;
  search_index: CheckItem;
  prospects: number;
  operations: number;
  /** `keychain` or `file`. */
  key_store: string;
  key_path: string | null;
  path: string;
}

export interface CheckItem {
  is_sound: boolean;
  /** What was looked at: pages, changes, rows. */
  examined: number;
  /** First findings, in technical words. */
  findings: string[];
}

/** Everything that a window needs to draw its first screen but the records themselves. */
export interface Session {
  version: string;
  /** The core's clock, UTC ms. */
  now_at: number;
  settings: Settings;
  me: Member;
  members: Member[];
  stages: Stage[];
  tags: TagCount[];
  fields: CustomField[];
  /** Prospects in the base, trash aside. */
  prospects: number;
  trash: number;
  /** True while sample data is in the base. */
  has_sample: boolean;
  base: BaseState;
  /** `window`, `browser`. */
  host: string;
}

export interface BaseState {
  path: string;
  size_bytes: number;
  /** `keychain`, or `file` where this machine has no keychain. */
  key_store: string;
  /** Where the key file is, when it is a file. */
  key_path: string | null;
  last_backup_at: number | null;
}

/** Preferences, kept in the base so that they follow it. Unknown members of `ui` are the page's own. */
export interface Settings {
  /** `fr`, `en`, or `system`. */
  language: string;
  /** `system`, `light`, `dark`. */
  theme: string;
  /** Percent: 90, 100, 110, 125. */
  text_size: number;
  /** `compact`, `normal`, `airy`. */
  density: string;
  /** ISO 3166-1 alpha-2: how phones without a prefix are read. */
  default_region: string;
  /** ISO 4217. */
  default_currency: string;
  single_key_shortcuts: boolean;
  close_to_tray: boolean;
  /** Linux: draw without the graphics card (« Affichage compatible »). */
  compatible_display: boolean;
  first_run_done: boolean;
  /** Column widths, folded columns, board order … */
  ui: Record<string, JsonValue>;
}

/** Members to change; `ui` is merged member by member, `null` removes one. */
export interface SettingsEdit {
  language?: string;
  theme?: string;
  text_size?: number;
  density?: string;
  default_region?: string;
  default_currency?: string;
  single_key_shortcuts?: boolean;
  close_to_tray?: boolean;
  compatible_display?: boolean;
  first_run_done?: boolean;
  ui?: Record<string, JsonValue>;
}

/** Fills an empty base with believable French prospects. */
export interface SampleRequest {
  /** 40 when not said. */
  rows?: number | null;
  seed?: number | null;
}

export interface SampleAnswer {
  prospects: number;
  operation: Id | null;
}

/** An event of `/api/v1/events`: what a commit touched. */
export interface Changed {
  /** `None` when another process wrote. */
  operation: Id | null;
  /** Table names. */
  entities: string[];
}
