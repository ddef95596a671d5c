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
