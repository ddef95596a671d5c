-- The schema of a base, as migrations/ makes it. Written by UPDATE_DOCS=1 cargo nextest run -p relance-tests schema

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
  id           INTEGER PRIMARY KEY,
  at           INTEGER NOT NULL,               -- UTC ms
  caller       TEXT    NOT NULL,
  label        TEXT    NOT NULL,
  params       TEXT    NOT NULL DEFAULT '{}',  -- JSON, for the sentence that names it
  is_undoable  INTEGER NOT NULL DEFAULT 1,
  reverts      INTEGER,                        -- the operation that this one undoes or redoes
  reverted_by  INTEGER,                        -- the operation that undid this one, while it stands
  first_change INTEGER NOT NULL,
  last_change  INTEGER NOT NULL,
  redacted     BLOB,                           -- digest of params where they were erased
  hash         BLOB    NOT NULL                -- SHA-256 over the previous hash, this row and its changes
) STRICT;

CREATE TABLE change (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL,
  entity       TEXT    NOT NULL,               -- table
  row_id       INTEGER NOT NULL,
  kind         INTEGER NOT NULL,               -- 1 insert, 2 update, 3 delete
  before       TEXT,                           -- JSON: update keeps the changed columns, delete the row
  redacted     BLOB                            -- digest of before where it was erased
) STRICT;

CREATE INDEX change_by_row ON change (entity, row_id);

CREATE TABLE stage (
  id         INTEGER PRIMARY KEY,
  key        TEXT    NOT NULL UNIQUE,
  label      TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
  position   INTEGER NOT NULL,
  color      TEXT,
  limit_days INTEGER
, probability INTEGER, demands_next INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE tag (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  color    TEXT,
  name_key TEXT GENERATED ALWAYS AS (relance_fold(name)) VIRTUAL
) STRICT;

CREATE UNIQUE INDEX tag_by_name ON tag (name_key);

CREATE TABLE member (
  id    INTEGER PRIMARY KEY,
  name  TEXT    NOT NULL,
  email TEXT,
  is_me INTEGER NOT NULL DEFAULT 0
, phone TEXT) STRICT;

CREATE TABLE company (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  match_key  TEXT    NOT NULL,                 -- name without accents, case and legal form
  legal_form TEXT,
  domain     TEXT,
  siren      TEXT,
  siret      TEXT,
  sector     TEXT,
  size       TEXT,
  address    TEXT,
  postcode   TEXT,
  city       TEXT,
  country    TEXT,
  is_sample  INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  name_key   TEXT GENERATED ALWAYS AS (relance_fold(name)) VIRTUAL
) STRICT;

CREATE INDEX company_by_name   ON company (name_key);

CREATE INDEX company_by_match  ON company (match_key);

CREATE INDEX company_by_siren  ON company (siren)  WHERE siren  IS NOT NULL;

CREATE INDEX company_by_domain ON company (domain) WHERE domain IS NOT NULL;

CREATE TABLE import_batch (
  id           INTEGER PRIMARY KEY,
  file_name    TEXT    NOT NULL,
  format       TEXT    NOT NULL,
  delimiter    TEXT,
  report       TEXT    NOT NULL,               -- JSON: counts, reasons, warnings
  started_at   INTEGER NOT NULL,
  finished_at  INTEGER NOT NULL,
  operation_id INTEGER NOT NULL
, is_overwriting INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE import_reject (
  id        INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
  line      INTEGER NOT NULL,
  reason    TEXT    NOT NULL,
  cells     TEXT    NOT NULL                   -- JSON: the row as it was read
, sheet INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX import_reject_of_import ON import_reject (import_id);

CREATE TABLE prospect (
  id                  INTEGER PRIMARY KEY,
  civility            TEXT,
  first_name          TEXT,
  last_name           TEXT,
  job_title           TEXT,
  company_id          INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  company_key         TEXT,                    -- company.name_key, kept by the triggers below
  email               TEXT,
  phone               TEXT,                    -- E.164
  stage_id            INTEGER NOT NULL REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  owner_id            INTEGER REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
  source              TEXT,
  sector              TEXT,
  city                TEXT,
  postcode            TEXT,
  country             TEXT,
  site                TEXT,
  linkedin_url        TEXT,
  value_cents         INTEGER,
  currency            TEXT    NOT NULL DEFAULT 'EUR',
  expected_close_on   TEXT,
  notes               TEXT,
  do_not_contact_at   INTEGER,
  last_interaction_at INTEGER,
  custom              TEXT    NOT NULL DEFAULT '{}', -- JSON: field id → value
  position            INTEGER NOT NULL,        -- place in the board's column, ascending
  import_id           INTEGER,                 -- the import_batch that created her
  is_sample           INTEGER NOT NULL DEFAULT 0,
  created_at          INTEGER NOT NULL,
  updated_at          INTEGER NOT NULL,
  deleted_at          INTEGER
, next_action_at INTEGER) STRICT;

CREATE INDEX prospect_by_name ON prospect (deleted_at, relance_name_key(last_name, first_name)) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_company ON prospect (deleted_at, company_key) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_job_title ON prospect (deleted_at, relance_fold(job_title)) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_city ON prospect (deleted_at, relance_fold(city)) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_source ON prospect (deleted_at, relance_fold(source)) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_sector ON prospect (deleted_at, relance_fold(sector)) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_postcode ON prospect (deleted_at, postcode) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_country ON prospect (deleted_at, country) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_value ON prospect (deleted_at, value_cents) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_expected_close ON prospect (deleted_at, expected_close_on) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_created ON prospect (deleted_at, created_at) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_last_interaction ON prospect (deleted_at, last_interaction_at) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_updated ON prospect (deleted_at, updated_at) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_place ON prospect (deleted_at, stage_id, position) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_worth ON prospect (deleted_at, stage_id, currency, value_cents) WHERE deleted_at IS NULL;

CREATE INDEX prospect_in_trash            ON prospect (deleted_at)                     WHERE deleted_at IS NOT NULL;

CREATE INDEX prospect_by_email ON prospect (deleted_at, email) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_phone ON prospect (deleted_at, phone) WHERE deleted_at IS NULL;

CREATE INDEX prospect_by_linkedin         ON prospect (linkedin_url) WHERE linkedin_url IS NOT NULL;

CREATE INDEX prospect_of_company          ON prospect (company_id)   WHERE company_id IS NOT NULL;

CREATE INDEX prospect_of_owner ON prospect (deleted_at, owner_id) WHERE deleted_at IS NULL;

CREATE INDEX prospect_of_import           ON prospect (import_id)    WHERE import_id IS NOT NULL;

CREATE INDEX prospect_of_sample           ON prospect (id)           WHERE is_sample = 1;

CREATE TABLE address (
  id          INTEGER PRIMARY KEY,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED,
  kind        TEXT    NOT NULL CHECK (kind IN ('email', 'phone')),
  value       TEXT    NOT NULL,
  label       TEXT,
  position    INTEGER NOT NULL
) STRICT;

CREATE INDEX address_of_prospect ON address (prospect_id);

CREATE INDEX address_by_value    ON address (value);

CREATE TABLE prospect_tag (
  id          INTEGER PRIMARY KEY,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED,
  tag_id      INTEGER NOT NULL REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE UNIQUE INDEX prospect_tag_once ON prospect_tag (prospect_id, tag_id);

CREATE INDEX prospect_tag_by_tag      ON prospect_tag (tag_id, prospect_id);

CREATE TRIGGER prospect_company_on_insert AFTER INSERT ON prospect
WHEN NEW.company_id IS NOT NULL AND NEW.company_key IS NOT (SELECT name_key FROM company WHERE id = NEW.company_id)
BEGIN
  UPDATE prospect SET company_key = (SELECT name_key FROM company WHERE id = NEW.company_id) WHERE id = NEW.id;
END;

CREATE TRIGGER prospect_company_on_update AFTER UPDATE OF company_id ON prospect
WHEN NEW.company_id IS NOT OLD.company_id
BEGIN
  UPDATE prospect SET company_key = (SELECT name_key FROM company WHERE id = NEW.company_id) WHERE id = NEW.id;
END;

CREATE TRIGGER prospect_company_on_rename AFTER UPDATE OF name ON company
WHEN NEW.name IS NOT OLD.name
BEGIN
  UPDATE prospect SET company_key = relance_fold(NEW.name) WHERE company_id = NEW.id;
END;

CREATE TABLE tally (
  stage_id INTEGER NOT NULL,
  owner_id INTEGER NOT NULL,                   -- 0: nobody's
  currency TEXT    NOT NULL,
  cards    INTEGER NOT NULL,
  cents    INTEGER NOT NULL,
  PRIMARY KEY (stage_id, owner_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tally_on_insert AFTER INSERT ON prospect
WHEN NEW.deleted_at IS NULL
BEGIN
  INSERT INTO tally SELECT NEW.stage_id, coalesce(NEW.owner_id, 0), NEW.currency, 0, 0 WHERE NOT EXISTS (
    SELECT 1 FROM tally WHERE stage_id = NEW.stage_id AND owner_id = coalesce(NEW.owner_id, 0) AND currency = NEW.currency);
  UPDATE tally SET cards = cards + 1, cents = cents + coalesce(NEW.value_cents, 0)
  WHERE stage_id = NEW.stage_id AND owner_id = coalesce(NEW.owner_id, 0) AND currency = NEW.currency;
END;

CREATE TRIGGER tally_on_delete AFTER DELETE ON prospect
WHEN OLD.deleted_at IS NULL
BEGIN
  UPDATE tally SET cards = cards - 1, cents = cents - coalesce(OLD.value_cents, 0)
  WHERE stage_id = OLD.stage_id AND owner_id = coalesce(OLD.owner_id, 0) AND currency = OLD.currency;
END;

CREATE TRIGGER tally_on_update AFTER UPDATE OF stage_id, owner_id, currency, value_cents, deleted_at ON prospect
BEGIN
  UPDATE tally SET cards = cards - 1, cents = cents - coalesce(OLD.value_cents, 0)
  WHERE OLD.deleted_at IS NULL
    AND stage_id = OLD.stage_id AND owner_id = coalesce(OLD.owner_id, 0) AND currency = OLD.currency;
  INSERT INTO tally SELECT NEW.stage_id, coalesce(NEW.owner_id, 0), NEW.currency, 0, 0 WHERE NEW.deleted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM tally WHERE stage_id = NEW.stage_id AND owner_id = coalesce(NEW.owner_id, 0) AND currency = NEW.currency);
  UPDATE tally SET cards = cards + 1, cents = cents + coalesce(NEW.value_cents, 0)
  WHERE NEW.deleted_at IS NULL
    AND stage_id = NEW.stage_id AND owner_id = coalesce(NEW.owner_id, 0) AND currency = NEW.currency;
END;

CREATE TABLE activity (
  id          INTEGER PRIMARY KEY,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED,
  kind        TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  body        TEXT,
  data        TEXT    NOT NULL DEFAULT '{}',
  caller      TEXT    NOT NULL
, from_stage INTEGER, to_stage   INTEGER) STRICT;

CREATE INDEX activity_of_prospect ON activity (prospect_id, at);

CREATE TABLE setting (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL                          -- JSON
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  text,
  content = '',
  contentless_delete = 1,
  tokenize = 'trigram case_sensitive 1'
);

CREATE TABLE distinct_pair (
  id   INTEGER PRIMARY KEY,
  a_id INTEGER NOT NULL,                       -- the smaller id
  b_id INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX distinct_pair_once ON distinct_pair (a_id, b_id);

CREATE INDEX distinct_pair_by_other ON distinct_pair (b_id);

CREATE TABLE merged (
  id           INTEGER PRIMARY KEY,
  kept_id      INTEGER NOT NULL,
  gone_id      INTEGER NOT NULL,
  name         TEXT    NOT NULL,               -- what the record that went was called
  at           INTEGER NOT NULL,
  operation_id INTEGER NOT NULL
, first_change INTEGER, last_change INTEGER) STRICT;

CREATE INDEX merged_by_kept ON merged (kept_id);

CREATE UNIQUE INDEX merged_once ON merged (gone_id);

CREATE TABLE view (
  id           INTEGER PRIMARY KEY,
  name         TEXT    NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('table', 'board')),
  filter       TEXT    NOT NULL DEFAULT '',    -- JSON tree; empty for everybody
  search       TEXT    NOT NULL DEFAULT '',
  sort         TEXT    NOT NULL DEFAULT '',    -- as the list takes it; of a board the order of its cards
  groups       TEXT    NOT NULL DEFAULT '',    -- the field that rows are grouped by
  columns      TEXT    NOT NULL DEFAULT '[]',  -- JSON: keys in their order; empty for the usual ones
  widths       TEXT    NOT NULL DEFAULT '{}',  -- JSON: key → pixels
  density      TEXT    NOT NULL DEFAULT '',
  is_favourite INTEGER NOT NULL DEFAULT 0,
  position     INTEGER NOT NULL
) STRICT;

CREATE TABLE field_value (
  prospect_id INTEGER NOT NULL,
  field_id    INTEGER NOT NULL,
  key         ANY     NOT NULL,                -- folded text, number, ISO day, 0 or 1
  PRIMARY KEY (prospect_id, field_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX field_value_by_key ON field_value (field_id, key);

CREATE TRIGGER field_value_on_insert AFTER INSERT ON prospect
WHEN NEW.custom <> '{}'
BEGIN
  INSERT OR IGNORE INTO field_value
  SELECT NEW.id, CAST(j.key AS INTEGER), CASE v.type WHEN 'text' THEN relance_fold(v.value) ELSE v.value END
  FROM json_each(NEW.custom) j, json_each(CASE j.type WHEN 'array' THEN j.value ELSE json_array(j.value) END) v
  WHERE v.value IS NOT NULL;
END;

CREATE TRIGGER field_value_on_update AFTER UPDATE OF custom ON prospect
WHEN NEW.custom <> OLD.custom
BEGIN
  DELETE FROM field_value WHERE prospect_id = NEW.id;
  INSERT OR IGNORE INTO field_value
  SELECT NEW.id, CAST(j.key AS INTEGER), CASE v.type WHEN 'text' THEN relance_fold(v.value) ELSE v.value END
  FROM json_each(NEW.custom) j, json_each(CASE j.type WHEN 'array' THEN j.value ELSE json_array(j.value) END) v
  WHERE v.value IS NOT NULL;
END;

CREATE TRIGGER field_value_on_delete AFTER DELETE ON prospect
WHEN OLD.custom <> '{}'
BEGIN
  DELETE FROM field_value WHERE prospect_id = OLD.id;
END;

CREATE INDEX prospect_opposed    ON prospect (id)                   WHERE do_not_contact_at IS NOT NULL;

CREATE INDEX activity_of_passage ON activity (prospect_id, at)      WHERE kind = 'stage_change';

CREATE INDEX activity_of_note    ON activity (prospect_id, at)      WHERE kind = 'note';

CREATE TABLE import_sheet (
  import_id INTEGER NOT NULL REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
  sheet     INTEGER NOT NULL,                  -- rank in the file, from 0
  name      TEXT    NOT NULL,
  kind      TEXT    NOT NULL,                  -- prospects, companies, notes, nothing
  signature TEXT    NOT NULL,                  -- of the header, so that a known layout is recognised
  header    TEXT    NOT NULL,                  -- JSON: the header's cells, for the file of skipped rows
  mapping   TEXT    NOT NULL,                  -- JSON: target of each column
  policies  TEXT    NOT NULL,                  -- JSON: policy of each column
  layout    TEXT,                              -- the program that wrote it
  PRIMARY KEY (import_id, sheet)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_sheet_by_signature ON import_sheet (signature);

CREATE INDEX import_sheet_by_layout    ON import_sheet (layout) WHERE layout IS NOT NULL;

CREATE TABLE "import_line" (
  prospect_id INTEGER NOT NULL,
  import_id   INTEGER NOT NULL,
  sheet       INTEGER NOT NULL,
  line        INTEGER NOT NULL,
  source      TEXT    NOT NULL,                -- signature of the header: which list this is
  cells       TEXT    NOT NULL,                -- the cells that were read, packed
  PRIMARY KEY (prospect_id, import_id, sheet, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_line_of_source ON import_line (source, import_id);

CREATE TABLE "field" (
  id              INTEGER PRIMARY KEY,
  label           TEXT    NOT NULL,
  kind            TEXT    NOT NULL CHECK (kind IN ('text', 'long_text', 'number', 'currency', 'date', 'boolean', 'select',
                                                   'multi_select', 'url', 'email', 'phone')),
  position        INTEGER NOT NULL,
  options         TEXT    NOT NULL DEFAULT '[]', -- JSON: id, label, color and former labels of each choice, in order
  currency        TEXT,                          -- ISO 4217, of amounts
  in_table        INTEGER NOT NULL DEFAULT 1,
  on_card         INTEGER NOT NULL DEFAULT 0,
  is_searchable   INTEGER NOT NULL DEFAULT 1,
  required_stages TEXT    NOT NULL DEFAULT '[]'  -- JSON: ids of the stages that nobody enters without it
, role TEXT) STRICT;

CREATE VIRTUAL TABLE search_company USING fts5 (
  name,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  tokenize = 'ascii'
);

CREATE TABLE search_word (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE search_due (
  prospect_id INTEGER PRIMARY KEY,
  is_renamed  INTEGER NOT NULL                 -- 1: her names, her company or her city too
) STRICT;

CREATE TABLE search_due_word (
  word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search_person USING fts5 (
  name, company, place, name_joined, company_joined,
  content = '',
  contentless_delete = 1,
  detail = 'column',
  tokenize = 'ascii'
);

CREATE TABLE worktime (
  id     INTEGER PRIMARY KEY,
  week   TEXT,                                 -- JSON: seven days, Monday first, each a list of {from, to}; the usual week where none
  region TEXT,                                 -- whose holidays; those of the country of the settings where none
  zone   TEXT                                  -- IANA name; the machine's where none
) STRICT;

CREATE TABLE leave (
  id      INTEGER PRIMARY KEY,
  from_on TEXT NOT NULL,
  to_on   TEXT NOT NULL,                       -- the last day, included
  part    TEXT NOT NULL CHECK (part IN ('day', 'morning', 'afternoon')),
  label   TEXT
) STRICT;

CREATE INDEX leave_by_day ON leave (from_on);

CREATE TABLE reminder (
  id          INTEGER PRIMARY KEY,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED,
  kind        TEXT    NOT NULL,                -- call, email, linkedin, meeting, other
  title       TEXT,
  due_on      TEXT    NOT NULL,                -- local day
  due_at      INTEGER NOT NULL,                -- the instant; without a time of day, when that day's work begins
  is_timed    INTEGER NOT NULL,
  priority    INTEGER NOT NULL DEFAULT 0,      -- -1 low, 0 normal, 1 high
  created_at  INTEGER NOT NULL,
  done_at     INTEGER,
  told_at     INTEGER                          -- when a notification said it
, repeat_every INTEGER, repeat_unit  TEXT, repeat_from  TEXT, unless_reply INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX reminder_of_prospect ON reminder (prospect_id, due_at);

CREATE INDEX reminder_untold      ON reminder (due_at) WHERE done_at IS NULL AND told_at IS NULL;

CREATE INDEX reminder_done        ON reminder (done_at) WHERE done_at IS NOT NULL;

CREATE INDEX prospect_by_next_action ON prospect (deleted_at, next_action_at) WHERE deleted_at IS NULL;

CREATE INDEX activity_by_kind  ON activity (kind, at, prospect_id);

CREATE INDEX activity_by_stage ON activity (to_stage, at, prospect_id, from_stage) WHERE kind = 'stage_change';

CREATE INDEX activity_passages ON activity (prospect_id, at, from_stage)           WHERE kind = 'stage_change';

CREATE INDEX activity_calls    ON activity (at, prospect_id, data ->> 'direction', data ->> 'outcome') WHERE kind = 'call';

CREATE TABLE event (
  id           INTEGER PRIMARY KEY,
  series_id    INTEGER REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED, -- the series that it is an exception of
  occurrence   TEXT    NOT NULL DEFAULT '',     -- of an exception: the wall time that the series had for it
  uid          TEXT    NOT NULL,                -- RFC 7986; the same for a series and its exceptions
  title        TEXT    NOT NULL,
  starts       TEXT    NOT NULL,                -- wall time in the zone, YYYY-MM-DDTHH:MM:SS
  ends         TEXT    NOT NULL,                -- the first wall time after it
  is_all_day   INTEGER NOT NULL,
  zone         TEXT    NOT NULL,                -- IANA
  starts_at    INTEGER NOT NULL,                -- the same as instants
  ends_at      INTEGER NOT NULL,
  last_at      INTEGER,                         -- when the last occurrence ends; NULL: never
  rule         TEXT,                            -- RRULE, its end as wall time
  without      TEXT    NOT NULL DEFAULT '[]',   -- EXDATE, wall times
  also         TEXT    NOT NULL DEFAULT '[]',   -- RDATE, wall times
  is_recurring INTEGER NOT NULL DEFAULT 0,
  place        TEXT,
  link         TEXT,
  description  TEXT,
  status       TEXT    NOT NULL,                -- confirmed, tentative, cancelled
  is_busy      INTEGER NOT NULL DEFAULT 1,
  attendees    TEXT    NOT NULL DEFAULT '[]',
  alarms       TEXT    NOT NULL DEFAULT '[]',   -- minutes before
  sequence     INTEGER NOT NULL DEFAULT 0,
  source       TEXT    NOT NULL DEFAULT 'local',-- the calendar that it comes from
  etag         TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  told_at      INTEGER,                         -- alarms up to this instant were told
  next_at      INTEGER,                         -- derived: the occurrence that has not ended yet; its start
  next_ends_at INTEGER,
  alarm_at     INTEGER                          -- derived: when the next alarm is to be told; 0: to be found out
) STRICT;

CREATE INDEX event_by_start   ON event (starts_at)      WHERE is_recurring = 0;

CREATE INDEX event_by_length  ON event (ends_at - starts_at) WHERE is_recurring = 0;

CREATE INDEX event_recurring  ON event (starts_at)      WHERE is_recurring = 1;

CREATE INDEX event_by_uid     ON event (uid, occurrence);

CREATE INDEX event_of_series  ON event (series_id)      WHERE series_id IS NOT NULL;

CREATE INDEX event_passing    ON event (next_ends_at)   WHERE next_ends_at IS NOT NULL;

CREATE INDEX event_alarm      ON event (alarm_at)       WHERE alarm_at IS NOT NULL;

CREATE TABLE event_prospect (
  id          INTEGER PRIMARY KEY,
  event_id    INTEGER NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE UNIQUE INDEX event_prospect_once ON event_prospect (event_id, prospect_id);

CREATE INDEX event_prospect_of          ON event_prospect (prospect_id, event_id);

CREATE TRIGGER event_derived_on_insert AFTER INSERT ON event BEGIN
  UPDATE event SET next_at = NEW.starts_at, next_ends_at = NEW.ends_at, alarm_at = iif(NEW.alarms = '[]', NULL, 0)
  WHERE id = NEW.id;
END;

CREATE VIEW next_action (prospect_id, at) AS
  SELECT prospect_id, due_at FROM reminder WHERE done_at IS NULL
  UNION ALL
  SELECT t.prospect_id, e.next_at FROM event_prospect t JOIN event e ON e.id = t.event_id
  WHERE e.next_at IS NOT NULL AND e.status <> 'cancelled';

CREATE TRIGGER reminder_next_on_insert AFTER INSERT ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = NEW.prospect_id)
  WHERE id = NEW.prospect_id;
END;

CREATE TRIGGER reminder_next_on_update AFTER UPDATE OF prospect_id, due_at, done_at ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = prospect.id)
  WHERE id IN (OLD.prospect_id, NEW.prospect_id);
END;

CREATE TRIGGER reminder_next_on_delete AFTER DELETE ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = OLD.prospect_id)
  WHERE id = OLD.prospect_id;
END;

CREATE TRIGGER event_next_on_tie AFTER INSERT ON event_prospect BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = NEW.prospect_id)
  WHERE id = NEW.prospect_id;
END;

CREATE TRIGGER event_next_on_other_tie AFTER UPDATE OF prospect_id, event_id ON event_prospect BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = prospect.id)
  WHERE id IN (OLD.prospect_id, NEW.prospect_id);
END;

CREATE TRIGGER event_next_on_untie AFTER DELETE ON event_prospect BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = OLD.prospect_id)
  WHERE id = OLD.prospect_id;
END;

CREATE TRIGGER event_next_on_update AFTER UPDATE OF next_at, status ON event
WHEN OLD.next_at IS NOT NEW.next_at OR OLD.status IS NOT NEW.status BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = prospect.id)
  WHERE id IN (SELECT prospect_id FROM event_prospect WHERE event_id = NEW.id);
END;

CREATE TRIGGER reminder_next_on_return AFTER INSERT ON prospect
WHEN NEW.next_action_at IS NOT (SELECT min(at) FROM next_action WHERE prospect_id = NEW.id) BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = NEW.id) WHERE id = NEW.id;
END;

CREATE TABLE message (
  id          INTEGER PRIMARY KEY,
  digest      TEXT    NOT NULL,                -- by what the same message is known again
  message_id  TEXT,                            -- its own id, without angle brackets
  in_reply_to TEXT    NOT NULL DEFAULT '[]',   -- JSON: ids of messages
  refs        TEXT    NOT NULL DEFAULT '[]',   -- JSON: ids of messages, the first of the thread first
  thread      TEXT,                            -- the first message of the thread, as far as this one knows
  account_id  INTEGER,                         -- the mailbox that it was fetched from; none for a file
  direction   TEXT    NOT NULL,                -- in, out
  sent_at     INTEGER NOT NULL,
  subject     TEXT,
  people      TEXT    NOT NULL,                -- JSON: {role, name, address} of everybody it names
  body        TEXT    NOT NULL,                -- its words
  html        TEXT,                            -- digest of its HTML in `content`
  headers     TEXT    NOT NULL,                -- as they came
  is_cut      INTEGER NOT NULL DEFAULT 0,      -- something was beyond what is kept
  file_name   TEXT,
  created_at  INTEGER NOT NULL
, flags INTEGER NOT NULL DEFAULT 0, is_whole INTEGER NOT NULL DEFAULT 1, gmail_thread TEXT, files TEXT NOT NULL DEFAULT '', who TEXT NOT NULL DEFAULT '', found_as INTEGER NOT NULL DEFAULT 0, arrival TEXT, counts INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX message_by_digest ON message (digest);

CREATE INDEX message_by_own_id ON message (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE message_attachment (
  id         INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES message (id) DEFERRABLE INITIALLY DEFERRED,
  position   INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  mime       TEXT    NOT NULL,
  size       INTEGER NOT NULL,
  content    TEXT,                             -- digest of its bytes in `content`; none where it was too large to be kept
  content_id TEXT,                             -- by what the HTML names it
  is_inline  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX message_attachment_of_message ON message_attachment (message_id, position);

CREATE TABLE content (
  id     INTEGER PRIMARY KEY,
  sha256 TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  bytes  BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX content_once ON content (sha256);

CREATE INDEX activity_of_message ON activity (data ->> 'message') WHERE kind = 'email';

CREATE INDEX reminder_unless_reply ON reminder (prospect_id) WHERE unless_reply = 1 AND done_at IS NULL;

CREATE UNIQUE INDEX field_of_role ON field (role) WHERE role IS NOT NULL;

CREATE INDEX reminder_pending ON reminder (is_timed, due_at, priority DESC, id, prospect_id, done_at) WHERE done_at IS NULL;

CREATE INDEX activity_mails ON activity (at, prospect_id, data ->> 'direction') WHERE kind = 'email';

CREATE TABLE event_held (
  id         INTEGER PRIMARY KEY,
  event_id   INTEGER NOT NULL,
  occurrence TEXT    NOT NULL,                 -- wall time, where the event is a series; empty elsewhere
  starts_at  INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX event_held_of       ON event_held (event_id, starts_at);

CREATE INDEX event_held_by_start ON event_held (starts_at, event_id);

CREATE TRIGGER event_derived_on_update AFTER UPDATE OF starts_at, ends_at, rule, without, also, status, alarms ON event
WHEN OLD.starts_at IS NOT NEW.starts_at OR OLD.ends_at IS NOT NEW.ends_at OR OLD.rule IS NOT NEW.rule
  OR OLD.without IS NOT NEW.without OR OLD.also IS NOT NEW.also OR OLD.status IS NOT NEW.status OR OLD.alarms IS NOT NEW.alarms
BEGIN
  UPDATE event SET next_at = NEW.starts_at, next_ends_at = NEW.ends_at, alarm_at = iif(NEW.alarms = '[]', NULL, 0)
  WHERE id = NEW.id;
  DELETE FROM event_held WHERE event_id = NEW.id;
END;

CREATE TRIGGER event_held_on_delete AFTER DELETE ON event BEGIN
  DELETE FROM event_held WHERE event_id = OLD.id;
  -- Its time in the series stands again.
  UPDATE event SET next_ends_at = ends_at WHERE id = OLD.series_id;
END;

CREATE TRIGGER event_held_on_insert AFTER INSERT ON event WHEN NEW.series_id IS NOT NULL BEGIN
  UPDATE event SET next_ends_at = ends_at WHERE id = NEW.series_id;
END;

CREATE VIEW timeline (id, prospect_id, kind, at, body, data, caller, from_stage, to_stage, over_at) AS
  SELECT id, prospect_id, kind, at, body, data, caller, from_stage, to_stage, NULL FROM activity
  UNION ALL
  SELECT h.id, t.prospect_id, 'meeting', h.starts_at, NULL,
    json_object('event', CAST(h.event_id AS TEXT), 'occurrence', nullif(h.occurrence, ''), 'title', e.title, 'ends_at', h.ends_at,
      'is_all_day', json(iif(e.is_all_day, 'true', 'false')), 'place', e.place),
    'user', NULL, NULL, h.ends_at
  FROM event_prospect t CROSS JOIN event e ON e.id = t.event_id CROSS JOIN event_held h ON h.event_id = t.event_id;

CREATE TABLE mail_account (
  id            INTEGER PRIMARY KEY,
  email         TEXT    NOT NULL,                -- in lower case
  name          TEXT,                            -- as those who get its mail read it
  imap_host     TEXT    NOT NULL,
  imap_port     INTEGER NOT NULL,
  imap_security TEXT    NOT NULL,                -- tls, starttls, none
  smtp_host     TEXT    NOT NULL,
  smtp_port     INTEGER NOT NULL,
  smtp_security TEXT    NOT NULL,
  user          TEXT    NOT NULL,                -- who signs in
  ca            TEXT,                            -- a certificate authority of its own, PEM
  keeps         TEXT    NOT NULL DEFAULT 'conversations', -- conversations, headers (of the rest), all
  aliases       TEXT    NOT NULL DEFAULT '[]',   -- JSON: other addresses of the same person
  created_at    INTEGER NOT NULL
, signature   TEXT, daily_limit INTEGER NOT NULL DEFAULT 150, gap_seconds INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE UNIQUE INDEX mail_account_by_email ON mail_account (email);

CREATE TABLE mail_folder (
  id             INTEGER PRIMARY KEY,
  account_id     INTEGER NOT NULL,
  name           TEXT    NOT NULL,
  used_for       TEXT,                           -- inbox, all, archive, drafts, flagged, important, junk, sent, trash
  uid_validity   INTEGER NOT NULL DEFAULT 0,
  uid_next       INTEGER NOT NULL DEFAULT 0,
  highest_modseq INTEGER,                        -- up to which its flags are known
  is_complete    INTEGER NOT NULL DEFAULT 0      -- every message of it was seen
) STRICT;

CREATE UNIQUE INDEX mail_folder_once ON mail_folder (account_id, name);

CREATE TABLE mail_place (
  folder_id  INTEGER NOT NULL,
  uid        INTEGER NOT NULL,
  message_id INTEGER,                            -- none for one that is not kept
  flags      INTEGER NOT NULL DEFAULT 0,         -- as the server has them
  peers      BLOB, settled INTEGER,                               -- whom one names that is not kept whole: 8 bytes of a digest an address
  PRIMARY KEY (folder_id, uid)
) STRICT, WITHOUT ROWID;

CREATE INDEX mail_place_of_message ON mail_place (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE mail_health (
  account_id   INTEGER PRIMARY KEY,
  tried_at     INTEGER,
  succeeded_at INTEGER,
  trouble      TEXT,                             -- what there is to do about the last fault
  said         TEXT,                             -- the server's own words
  failing_at   INTEGER,                          -- since when nothing went well
  looked       INTEGER NOT NULL DEFAULT 0        -- the operation up to which addresses of prospects were looked for
) STRICT;

CREATE UNIQUE INDEX message_by_found_as ON message (found_as);

CREATE INDEX message_by_gmail_thread ON message (gmail_thread) WHERE gmail_thread IS NOT NULL;

CREATE VIRTUAL TABLE search_message USING fts5 (
  subject, who, body, files,
  content = 'message', content_rowid = 'found_as', tokenize = 'unicode61 remove_diacritics 2', detail = 'column'
);

CREATE TRIGGER message_is_found AFTER INSERT ON message BEGIN
  INSERT INTO search_message (rowid, subject, who, body, files)
  VALUES (NEW.found_as, NEW.subject, NEW.who, NEW.body, NEW.files);
END;

CREATE TRIGGER message_is_lost AFTER DELETE ON message BEGIN
  INSERT INTO search_message (search_message, rowid, subject, who, body, files)
  VALUES ('delete', OLD.found_as, OLD.subject, OLD.who, OLD.body, OLD.files);
END;

CREATE TRIGGER message_is_found_anew AFTER UPDATE OF found_as, subject, who, body, files ON message BEGIN
  INSERT INTO search_message (search_message, rowid, subject, who, body, files)
  VALUES ('delete', OLD.found_as, OLD.subject, OLD.who, OLD.body, OLD.files);
  INSERT INTO search_message (rowid, subject, who, body, files)
  VALUES (NEW.found_as, NEW.subject, NEW.who, NEW.body, NEW.files);
END;

CREATE TABLE template (
  id        INTEGER PRIMARY KEY,
  name      TEXT    NOT NULL,
  subject   TEXT    NOT NULL DEFAULT '',
  body      TEXT    NOT NULL DEFAULT '',                -- HTML, as it may be sent; variables between double braces
  language  TEXT    CHECK (language IN ('fr', 'en')),   -- none: any
  sector    TEXT,                                       -- none: all
  purpose   TEXT    NOT NULL CHECK (purpose IN ('mail', 'reply', 'linkedin', 'call')),
  position  INTEGER NOT NULL,
  is_sample INTEGER NOT NULL DEFAULT 0                  -- until it is changed
) STRICT;

CREATE INDEX message_by_thread ON message (thread, sent_at, direction, flags, counts);

CREATE TABLE conversation_mark (
  id     INTEGER PRIMARY KEY,
  thread TEXT    NOT NULL,
  upto   INTEGER NOT NULL,                       -- the newest message that it was decided about
  until  INTEGER                                 -- to be back then; none: it is done
) STRICT;

CREATE UNIQUE INDEX conversation_mark_once ON conversation_mark (thread);

CREATE TABLE conversation (
  id         INTEGER PRIMARY KEY,                -- the message that it was made for, where that is free
  thread     TEXT    NOT NULL,
  newest_at  INTEGER NOT NULL,
  asked_at   INTEGER,                            -- the newest that asks for an answer
  written_at INTEGER,                            -- the newest that we wrote
  messages   INTEGER NOT NULL,
  unread     INTEGER NOT NULL,
  is_told    INTEGER NOT NULL DEFAULT 0          -- one of its messages is on the timeline of a prospect
) STRICT;

CREATE UNIQUE INDEX conversation_once ON conversation (thread);

CREATE INDEX conversation_by_newest ON conversation (newest_at, id);

CREATE INDEX conversation_of_prospects ON conversation (newest_at, id) WHERE is_told = 1;

CREATE INDEX conversation_that_counts ON conversation (thread, asked_at, written_at, newest_at, is_told)
  WHERE asked_at IS NOT NULL OR written_at IS NOT NULL;

CREATE TRIGGER message_is_in_conversation AFTER INSERT ON message WHEN NEW.thread IS NOT NULL BEGIN
  INSERT INTO conversation (id, thread, newest_at, asked_at, written_at, messages, unread, is_told)
    SELECT iif(EXISTS (SELECT 1 FROM conversation WHERE id = NEW.id), (SELECT max(id) + 1 FROM conversation), NEW.id),
      NEW.thread, max(sent_at),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'in'),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'out'),
      count(*), count(*) FILTER (WHERE direction = 'in' AND flags & 1 = 0),
      EXISTS (SELECT 1 FROM activity WHERE kind = 'email' AND data ->> 'message' = CAST(NEW.id AS TEXT))
    FROM message WHERE thread = NEW.thread
  ON CONFLICT (thread) DO UPDATE SET newest_at = excluded.newest_at, asked_at = excluded.asked_at,
    written_at = excluded.written_at, messages = excluded.messages, unread = excluded.unread,
    is_told = max(is_told, excluded.is_told);
END;

CREATE TRIGGER message_leaves_conversation AFTER DELETE ON message BEGIN
  DELETE FROM conversation WHERE thread = OLD.thread
    AND NOT EXISTS (SELECT 1 FROM message WHERE thread = OLD.thread);
  UPDATE conversation SET (newest_at, asked_at, written_at, messages, unread, is_told) = (
    SELECT max(sent_at),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'in'),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'out'),
      count(*), count(*) FILTER (WHERE direction = 'in' AND flags & 1 = 0),
      EXISTS (SELECT 1 FROM message m JOIN activity a ON a.kind = 'email' AND a.data ->> 'message' = CAST(m.id AS TEXT)
        WHERE m.thread = OLD.thread)
    FROM message WHERE thread = OLD.thread)
  WHERE thread = OLD.thread;
END;

CREATE TRIGGER message_changes_in_conversation
AFTER UPDATE OF thread, sent_at, direction, flags, counts ON message BEGIN
  DELETE FROM conversation WHERE thread = OLD.thread
    AND NOT EXISTS (SELECT 1 FROM message WHERE thread = OLD.thread);
  INSERT OR IGNORE INTO conversation (id, thread, newest_at, messages, unread)
    SELECT iif(EXISTS (SELECT 1 FROM conversation WHERE id = NEW.id), (SELECT max(id) + 1 FROM conversation), NEW.id),
      NEW.thread, NEW.sent_at, 1, 0 WHERE NEW.thread IS NOT NULL;
  UPDATE conversation SET (newest_at, asked_at, written_at, messages, unread, is_told) = (
    SELECT max(sent_at),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'in'),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'out'),
      count(*), count(*) FILTER (WHERE direction = 'in' AND flags & 1 = 0),
      EXISTS (SELECT 1 FROM message m JOIN activity a ON a.kind = 'email' AND a.data ->> 'message' = CAST(m.id AS TEXT)
        WHERE m.thread = conversation.thread)
    FROM message WHERE thread = conversation.thread)
  WHERE thread IN (OLD.thread, NEW.thread);
END;

CREATE TRIGGER conversation_is_told AFTER INSERT ON activity WHEN NEW.kind = 'email' BEGIN
  UPDATE conversation SET is_told = 1 WHERE is_told = 0
    AND thread = (SELECT thread FROM message WHERE id = CAST(NEW.data ->> 'message' AS INTEGER));
END;

CREATE TRIGGER conversation_is_told_no_more AFTER DELETE ON activity WHEN OLD.kind = 'email' BEGIN
  UPDATE conversation SET is_told = EXISTS (
      SELECT 1 FROM message m JOIN activity a ON a.kind = 'email' AND a.data ->> 'message' = CAST(m.id AS TEXT)
      WHERE m.thread = conversation.thread)
    WHERE thread = (SELECT thread FROM message WHERE id = CAST(OLD.data ->> 'message' AS INTEGER));
END;

CREATE TABLE mail_unsettled (message_id INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER message_is_unsettled AFTER UPDATE OF flags ON message
WHEN NEW.account_id IS NOT NULL AND OLD.flags <> NEW.flags BEGIN
  INSERT OR IGNORE INTO mail_unsettled (message_id) VALUES (NEW.id);
END;

CREATE TABLE outgoing (
  id          INTEGER PRIMARY KEY,
  state       TEXT    NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'waiting', 'sending', 'sent', 'unknown', 'failed')),
  account_id  INTEGER,
  sender      TEXT,                            -- another address of the account than its own
  to_people   TEXT    NOT NULL DEFAULT '[]',   -- JSON: name, address
  cc_people   TEXT    NOT NULL DEFAULT '[]',
  bcc_people  TEXT    NOT NULL DEFAULT '[]',
  subject     TEXT    NOT NULL DEFAULT '',
  html        TEXT    NOT NULL DEFAULT '',     -- what was written
  quoted      TEXT,                            -- what stands below
  answers_id  INTEGER,                         -- the message that it answers
  forwards_id INTEGER,                         -- the message that it passes on
  in_reply_to TEXT,
  refs        TEXT    NOT NULL DEFAULT '[]',   -- JSON: ids of earlier messages of the thread
  prospect_id INTEGER,
  template_id INTEGER,
  is_signed   INTEGER NOT NULL DEFAULT 1,
  follow_up   INTEGER,                         -- working days without an answer
  message_id  TEXT,                            -- fixed with the bytes
  as_subject  TEXT,                            -- with its variables filled, from then on
  as_start    TEXT,                            -- what it begins with
  bytes       BLOB,                            -- as they go; none once they are kept and lie in the folder of what was sent
  due_at      INTEGER,
  tried_at    INTEGER,
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_at     INTEGER,                         -- when there is something to do again
  failure     TEXT,                            -- JSON
  sent_at     INTEGER,
  kept_id     INTEGER,                         -- the message, once it was sent
  in_sent     INTEGER NOT NULL DEFAULT 0,      -- whether it lies in the folder of what was sent, or needs not
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX outgoing_by_state   ON outgoing (state, updated_at);

CREATE INDEX outgoing_unsettled  ON outgoing (sent_at) WHERE state = 'sent' AND in_sent = 0;

CREATE INDEX outgoing_of_account ON outgoing (account_id, tried_at) WHERE tried_at IS NOT NULL;

CREATE TABLE outgoing_file (
  id          INTEGER PRIMARY KEY,
  outgoing_id INTEGER NOT NULL,
  name        TEXT    NOT NULL,
  mime        TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  content_id  TEXT,                            -- of a picture that what is quoted shows
  bytes       BLOB                             -- none once it was sent
) STRICT;

CREATE INDEX outgoing_file_of ON outgoing_file (outgoing_id);
