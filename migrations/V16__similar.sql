-- Names as whole words, beside the trigrams of `search`: what is found when a name is written almost so
-- (`relance-store/src/names.rs`). Written in the transaction that changes the names; made anew when missing.

-- Under the id of a prospect: her names, her company's name, her city.
CREATE VIRTUAL TABLE search_person USING fts5 (
  name, company, place,
  content = '',
  contentless_delete = 1,
  detail = 'column',
  tokenize = 'ascii'
);

-- Under the id of a company: its name.
CREATE VIRTUAL TABLE search_company USING fts5 (
  name,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  tokenize = 'ascii'
);
INSERT INTO search_person (search_person, rank) VALUES ('hashsize', 4194304);
INSERT INTO search_company (search_company, rank) VALUES ('hashsize', 4194304);

-- Each word of these names once. AUTOINCREMENT: who has read the words up to an id reads on from there.
CREATE TABLE search_word (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  word TEXT NOT NULL UNIQUE
) STRICT;
