-- One index over every field of a prospect, in the words of `relance-store/src/search.rs`:
-- folded text, a mark before each word, trigrams. Written in the transaction that changes the fields.

CREATE VIRTUAL TABLE search USING fts5 (
  text,
  content = '',
  contentless_delete = 1,
  tokenize = 'trigram case_sensitive 1'
);

-- Terms held in memory before they are written: an import writes few large pieces rather than many small ones.
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
