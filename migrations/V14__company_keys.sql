-- People whose creation was undone and redone, before the journal left derived columns out, came back without the sort
-- key of their company: lists and filters did not find them under it. They get it here.
UPDATE prospect
SET company_key = (SELECT name_key FROM company WHERE company.id = prospect.company_id)
WHERE company_id IS NOT NULL
  AND company_key IS NOT (SELECT name_key FROM company WHERE company.id = prospect.company_id);
