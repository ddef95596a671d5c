-- The index of names holds every word of a name in a column of its own kind: who has letters within a word is found by the words
-- that have them. Words written together (« Jean-Pierre » as "jeanpierre") stand apart, since nobody is written so.
-- What is dropped is derived: it is made anew at this opening.
DROP TABLE search_person;

-- Under the id of a prospect: her names, her company's name, her city.
CREATE VIRTUAL TABLE search_person USING fts5 (
  name, company, place, name_joined, company_joined,
  content = '',
  contentless_delete = 1,
  detail = 'column',
  tokenize = 'ascii'
);
INSERT INTO search_person (search_person, rank) VALUES ('hashsize', 4194304);
