-- A prospect keeps her primary e-mail and phone in her own row: exactly one of each, by construction.
-- Further addresses are rows of `address`.
--
-- References are checked at commit: a reference checked at once would make every INSERT open a statement journal,
-- which copies the touched pages and flushes the search index row by row.

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
) STRICT;

-- Lists read these in order and skip to any offset without touching the rows: `deleted_at` leads, though every entry
-- holds NULL there, since the condition is tested again and an index without the column would not cover it. Keys are
-- expressions: a generated column would make SQLite believe that the whole row is needed.
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

-- Identities: what matching looks up, trash aside.
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

-- What the board shows of each column, kept as rows change, so that it costs the same at any size.
-- Derived: `relance check` counts it again.

CREATE TABLE tally (
  stage_id INTEGER NOT NULL,
  owner_id INTEGER NOT NULL,                   -- 0: nobody's
  currency TEXT    NOT NULL,
  cards    INTEGER NOT NULL,
  cents    INTEGER NOT NULL,
  PRIMARY KEY (stage_id, owner_id, currency)
) STRICT, WITHOUT ROWID;

-- Not an upsert: the conflict clause of the outer statement would replace that of this one.
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
