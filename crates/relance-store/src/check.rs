//! The check of a base: every page, every reference, the whole chain, the index.

use crate::{due, names, refusal::failure, store::Store};
use relance_model::{Outcome, backups::CheckItem};
use rusqlite::Connection;

/// Findings kept for each item.
const KEPT: usize = 20;

impl Store {
    /// Every page decrypts, authenticates (SQLCipher's HMAC) and holds together (SQLite's own check).
    ///
    /// # Errors
    /// The base cannot be read at all.
    pub fn check_pages(&self) -> Outcome<CheckItem> {
        self.with_writer(|connection| {
            let mut findings = texts(connection, "PRAGMA cipher_integrity_check")?;
            findings.extend(
                texts(connection, "PRAGMA integrity_check(20)")?.into_iter().filter(|line| line != "ok"),
            );
            let pages =
                connection.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0)).map_err(failure)?;
            Ok(item(pages.unsigned_abs(), findings))
        })
    }

    /// Every reference points at something.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn check_references(&self) -> Outcome<CheckItem> {
        self.read(|db| {
            let findings =
                db.rows("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check", [], |row| {
                    Ok(format!(
                        "{} {} points at no {}",
                        row.get::<_, String>(0)?,
                        row.get::<_, Option<i64>>(1)?.unwrap_or_default(),
                        row.get::<_, String>(2)?
                    ))
                })?;
            let rows: i64 =
                db.scalar("SELECT (SELECT count(*) FROM prospect) + (SELECT count(*) FROM activity)", [])?;
            Ok(item(rows.unsigned_abs(), findings))
        })
    }

    /// The audit of the journal, as one of the checks.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn check_journal(&self) -> Outcome<CheckItem> {
        let report = self.audit()?;
        let findings = report
            .findings
            .iter()
            .map(|found| format!("operation {}: {}", found.entry, found.what))
            .collect();
        Ok(item(report.operations, findings))
    }

    /// The index holds each prospect once and nobody else, and its own structure is sound; that is not asked of damaged pages,
    /// which say it themselves.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn check_search(&self, pages_are_sound: bool) -> Outcome<CheckItem> {
        let mut found = self.read(|db| {
            due::ready(db)?;
            let mut findings = db.rows(
                "SELECT 'prospect ' || id || ' is not indexed' FROM prospect WHERE id NOT IN (SELECT id FROM search_docsize)
                 UNION ALL
                 SELECT 'indexed ' || id || ' is no prospect' FROM search_docsize WHERE id NOT IN (SELECT id FROM prospect)",
                [],
                |row| row.get(0),
            )?;
            findings.extend(names::findings(db)?);
            let rows: i64 = db.scalar("SELECT count(*) FROM search_docsize", [])?;
            Ok(item(rows.unsigned_abs(), findings))
        })?;
        if !pages_are_sound {
            return Ok(found);
        }
        let structure = self.with_writer(|connection| {
            connection
                .execute_batch(
                    "INSERT INTO search (search) VALUES ('integrity-check');
                     INSERT INTO search_person (search_person) VALUES ('integrity-check');
                     INSERT INTO search_company (search_company) VALUES ('integrity-check');",
                )
                .map_err(failure)
        });
        if let Err(failure) = structure {
            found.is_sound = false;
            found.findings.push(failure.to_string());
        }
        Ok(found)
    }

    /// What triggers keep is what counting gives: the totals of the board, and the company that people are sorted under.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn check_totals(&self) -> Outcome<CheckItem> {
        self.read(|db| {
            let findings = db.rows(
                "WITH counted AS (
                   SELECT stage_id, coalesce(owner_id, 0) AS owner_id, currency, count(*) AS cards,
                          coalesce(sum(value_cents), 0) AS cents
                   FROM prospect WHERE deleted_at IS NULL GROUP BY 1, 2, 3),
                 kept AS (SELECT stage_id, owner_id, currency, cards, cents FROM tally WHERE cards <> 0 OR cents <> 0)
                 SELECT 'stage ' || stage_id || ' counts ' || cards || ' cards, ' || cents || ' cents ' || currency
                 FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
                 UNION ALL
                 SELECT 'stage ' || stage_id || ' shows ' || cards || ' cards, ' || cents || ' cents ' || currency
                 FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
                 UNION ALL
                 SELECT 'prospect ' || prospect.id || ' is not sorted under its company'
                 FROM prospect LEFT JOIN company ON company.id = prospect.company_id
                 WHERE prospect.company_key IS NOT company.name_key",
                [],
                |row| row.get(0),
            )?;
            let rows: i64 = db.scalar("SELECT count(*) FROM tally", [])?;
            Ok(item(rows.unsigned_abs(), findings))
        })
    }
}

fn texts(connection: &Connection, sql: &str) -> Outcome<Vec<String>> {
    let mut statement = connection.prepare(sql).map_err(failure)?;
    statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(failure)
}

fn item(examined: u64, mut findings: Vec<String>) -> CheckItem {
    findings.truncate(KEPT);
    CheckItem { is_sound: findings.is_empty(), examined, findings }
}

/// What makes two bases equal; for tests, forgeries.
impl Store {
    /// A digest of every journaled row and of the search index's rows, whatever the journal says.
    ///
    /// Equal digests are equal bases; columns kept by triggers count too.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn state_digest(&self) -> Outcome<String> {
        self.digest(|_, _| true)
    }

    /// The same of what was written alone: columns that follow from others go on as time goes by, without an operation.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn written_digest(&self) -> Outcome<String> {
        self.digest(|table, column| !crate::journal::is_derived(table, column))
    }

    fn digest(&self, counts: impl Fn(&str, &str) -> bool) -> Outcome<String> {
        self.read(|db| {
            use sha2::Digest as _;
            due::ready(db)?;
            let mut hash = sha2::Sha256::new();
            for table in crate::journal::tables(db.0)? {
                hash.update(&table.name);
                let kept: Vec<&str> = table
                    .columns
                    .iter()
                    .map(String::as_str)
                    .filter(|column| counts(&table.name, column))
                    .collect();
                let sql = format!("SELECT {} FROM {} ORDER BY id", kept.join(", "), table.name);
                db.for_each(&sql, [], |row| {
                    for i in 0.. {
                        let Ok(value) = row.get_ref(i) else { break };
                        hash.update(format!("{value:?}\u{1}"));
                    }
                    Ok(())
                })?;
            }
            for index in ["search", "search_person", "search_company"] {
                let sql = format!("SELECT id FROM {index}_docsize ORDER BY id");
                db.for_each(&sql, [], |row| {
                    hash.update(row.get::<_, i64>(0).map_err(failure)?.to_le_bytes());
                    Ok(())
                })?;
            }
            db.for_each("SELECT word FROM search_word ORDER BY word", [], |row| {
                hash.update(row.get::<_, String>(0).map_err(failure)?);
                Ok(())
            })?;
            Ok(crate::key::hex(&hash.finalize()))
        })
    }

    /// Writes behind the journal's back, to prove that the check notices.
    #[doc(hidden)]
    pub fn forge(&self, sql: &str, id: relance_model::Id) {
        self.with_writer(|connection| connection.execute(sql, [id.0]).map(drop).map_err(failure)).ok();
    }
}
