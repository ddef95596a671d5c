//! Imports against their raw limit: the same rows by the csv crate and prepared inserts, with the same indexes,
//! journal and search index, in the same process.

use crate::{base::Base, percentile, report, say, undone};
use relance_core::{Caller, Core, imports, tags};
use relance_model::{
    Id, Outcome,
    imports::{ColumnChoice, ImportCorrection, ImportReport, Target},
    labels::TagEdit,
};
use relance_sheet::{CellRef, Column, OpenOptions, XlsxWriter, open};
use relance_store::{Names, Searchable, params, searchable_text};
use std::{
    collections::HashMap,
    fs::{self, File},
    io::{BufWriter, Write as _},
    ops::{ControlFlow, Range},
    path::Path,
    process::Command,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const HEADER: [&str; 12] = [
    "Civilité",
    "Prénom",
    "Nom",
    "Fonction",
    "Entreprise",
    "E-mail",
    "Téléphone",
    "Ville",
    "Code postal",
    "Secteur",
    "Montant",
    "Source",
];

/// Row `n` of a believable file.
fn row(n: u64) -> [String; 12] {
    const FIRST: [&str; 12] = [
        "Léa",
        "Hugo",
        "Camille",
        "Théo",
        "Inès",
        "Nathan",
        "Chloé",
        "Lucas",
        "Élodie",
        "François",
        "Anaïs",
        "Benoît",
    ];
    const LAST: [&str; 10] =
        ["Martin", "Lefèvre", "Durand", "Moreau", "Girard", "Fontaine", "Guérin", "Perrin", "Blanc", "Roux"];
    const CITY: [(&str, &str); 5] =
        [("Lyon", "69003"), ("Paris", "75011"), ("Nantes", "44000"), ("Lille", "59000"), ("Nice", "06000")];
    let pick = |of: u64, salt: u64| {
        (n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(salt * 1_442_695_040_888_963_407) >> 33) % of
    };
    let city = CITY[pick(5, 1) as usize];
    let (first, last) = (FIRST[pick(12, 2) as usize], LAST[pick(10, 3) as usize]);
    [
        if n.is_multiple_of(2) { "M." } else { "Mme" }.to_owned(),
        first.to_owned(),
        format!("{last}-{}", n % 977),
        ["Responsable achats", "Directrice générale", "Gérant", "Chef de projet"][pick(4, 4) as usize]
            .to_owned(),
        format!("Atelier {} {}", LAST[pick(10, 5) as usize], n / 3 % 30_000),
        format!("contact.{n}@exemple-{}.fr", n % 5_000),
        format!("06 {:02} {:02} {:02} {:02}", n / 1_000_000 % 100, n / 10_000 % 100, n / 100 % 100, n % 100),
        city.0.to_owned(),
        city.1.to_owned(),
        ["Conseil", "Bâtiment", "Santé", "Transport"][pick(4, 6) as usize].to_owned(),
        format!("{} {:03},{:02} €", 1 + n % 90, n % 1000, n % 100),
        ["Salon Lyon 2026", "Recommandation", "LinkedIn"][pick(3, 7) as usize].to_owned(),
    ]
}

fn write_csv(path: &Path, rows: Range<u64>) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    writeln!(out, "{}", HEADER.join(";")).expect("a line");
    for n in rows {
        writeln!(out, "{}", row(n).join(";")).expect("a line");
    }
}

fn write_xlsx(path: &Path, rows: u64) {
    let columns: Vec<Column> = HEADER.iter().map(|header| Column::text(*header)).collect();
    let mut writer = XlsxWriter::new("Prospects", &columns).expect("a workbook");
    for n in 0..rows {
        let cells = row(n);
        let cells: Vec<CellRef<'_>> = cells.iter().map(|text| CellRef::Text(text)).collect();
        writer.write_row(&cells).expect("a row");
    }
    writer.save(path).expect("a file");
}

/// The raw limit, in seconds.
fn raw(path: &Path) -> f64 {
    let base = Base::empty();
    let watch = Instant::now();
    insert_raw(&base.core, path).expect("raw inserts");
    watch.elapsed().as_secs_f64()
}

fn insert_raw(core: &Core, path: &Path) -> Outcome<()> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_path(path).map_err(relance_model::Failure::bug)?;
    let (stage, owner): (i64, i64) = core.read(|db| {
        Ok((db.scalar("SELECT min(id) FROM stage", [])?, db.scalar("SELECT min(id) FROM member", [])?))
    })?;
    core.store().change(relance_store::Stamp::new(core.now(), Caller::Import, "raw"), |tx| {
        tx.index_by_hand();
        let mut companies: HashMap<String, i64> = HashMap::new();
        let mut record = csv::StringRecord::new();
        let mut position = 0;
        while reader.read_record(&mut record).map_err(relance_model::Failure::bug)? {
            let cell = |i: usize| record.get(i).unwrap_or_default();
            let company = match companies.get(cell(4)) {
                Some(id) => *id,
                None => {
                    let id = tx.new_id().0;
                    tx.db().execute(
                        "INSERT OR FAIL INTO company (id, name, match_key, created_at, updated_at) VALUES (?1, ?2, ?2, ?3, ?3)",
                        params![id, cell(4), tx.at()],
                    )?;
                    companies.insert(cell(4).to_owned(), id);
                    id
                }
            };
            let id: Id = tx.new_id();
            position += 1024;
            tx.db().execute(
                "INSERT OR FAIL INTO prospect (id, civility, first_name, last_name, job_title, company_id, company_key, email, phone,
                   stage_id, owner_id, city, postcode, sector, value_cents, source, currency, position, import_id, created_at, updated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, relance_fold(?7), ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 'EUR', ?17, 1, ?18, ?18)",
                params![
                    id.0, cell(0), cell(1), cell(2), cell(3), company, cell(4), cell(5), cell(6), stage, owner, cell(7),
                    cell(8), cell(9), cell(10).len() as i64, cell(11), position, tx.at()
                ],
            )?;
            let fields = [1, 2, 3, 5, 11, 9, 7, 8, 4].map(cell);
            let names = Names::new(Some(cell(1)), Some(cell(2)), Some(cell(4)), Some(cell(7)));
            tx.index(id, Searchable { text: searchable_text(fields, [cell(6)]), names })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn import(core: &Core, path: &Path) -> ImportReport {
    let draft = imports::open(core, path, None).expect("a readable file");
    imports::run(core, Caller::Cli, draft.id).expect("an import")
}

/// A base into which so many rows were imported, the instant before, and the import.
pub fn imported(rows: u64) -> (Base, i64, Id) {
    let folder = TempDir::new().expect("a temporary folder");
    let csv = folder.path().join("rows.csv");
    write_csv(&csv, 0..rows);
    let base = Base::empty();
    let first = TagEdit { name: Some("Avant".to_owned()), ..TagEdit::default() };
    base.core
        .change(Caller::User, "tags.create", |tx| tags::add(tx, &first).map(drop))
        .expect("something to begin with");
    let before = base.core.now();
    // The import is of a later instant.
    while base.core.now() <= before {
        std::hint::spin_loop();
    }
    let operation = import(&base.core, &csv).operation.expect("an operation");
    (base, before, operation)
}

/// An import into an empty base, everything included, in seconds.
fn timed(path: &Path, rows: u64) -> f64 {
    let base = Base::empty();
    let watch = Instant::now();
    let report = import(&base.core, path);
    let spent = watch.elapsed().as_secs_f64();
    assert_eq!(report.counts.created, rows, "{:?}", report.counts);
    spent
}

pub fn measure(with_million: bool) {
    let folder = TempDir::new().expect("a temporary folder");
    let (csv, xlsx) = (folder.path().join("rows.csv"), folder.path().join("rows.xlsx"));
    write_csv(&csv, 0..100_000);
    write_xlsx(&xlsx, 100_000);
    raw(&csv);
    let limit = raw(&csv);
    let spent = timed(&csv, 100_000);
    say(&format!("CSV, 100,000 rows × 12: {spent:.2} s; raw limit {limit:.2} s"));
    report("import of 100,000 rows × 12 of CSV, against the raw limit", spent / limit, "×", Some(2.0));
    against_others(folder.path(), &csv, spent);
    look_again(folder.path());
    undone::measure();
    let watch = Instant::now();
    let mut book = open(&xlsx, &OpenOptions::default()).expect("a workbook");
    book.for_each_row(0, |_| ControlFlow::Continue(())).expect("rows");
    let read = watch.elapsed().as_secs_f64();
    let spent = timed(&xlsx, 100_000);
    say(&format!("XLSX, 100,000 rows × 12: {spent:.2} s; read {read:.2} s, raw limit {limit:.2} s"));
    report(
        "import of 100,000 rows × 12 of XLSX, against read + raw limit",
        spent / (read + limit),
        "×",
        Some(2.0),
    );
    if with_million {
        let csv = folder.path().join("million.csv");
        write_csv(&csv, 0..1_000_000);
        let output = Command::new(std::env::current_exe().expect("this program"))
            .arg("import-in-child")
            .arg(&csv)
            .output()
            .expect("a child");
        let text = String::from_utf8_lossy(&output.stdout);
        print!("{text}");
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "the import of a million rows failed");
    }
}

/// The same import into a base of 100,000 others, half of whom are in the file.
fn against_others(folder: &Path, csv: &Path, into_empty: f64) {
    let others = folder.join("others.csv");
    write_csv(&others, 50_000..150_000);
    let base = Base::empty();
    import(&base.core, &others);
    let watch = Instant::now();
    let done = import(&base.core, csv);
    let spent = watch.elapsed().as_secs_f64();
    assert_eq!(done.counts.read, 100_000, "{:?}", done.counts);
    assert!(done.counts.updated + done.counts.unchanged >= 50_000, "half are here: {:?}", done.counts);
    say(&format!("CSV, 100,000 rows × 12, into 100,000 others: {spent:.2} s"));
    report(
        "import of 100,000 rows with matching against 100,000, against the same into an empty base",
        spent / into_empty,
        "×",
        Some(2.0),
    );
}

/// What a correction of the mapping costs in a long file: only its head is read again.
fn look_again(folder: &Path) {
    let long = folder.join("long.csv");
    write_csv(&long, 0..780_000);
    let bytes = fs::metadata(&long).expect("a file").len();
    assert!(bytes >= 100_000_000, "{bytes} bytes are less than a hundred megabytes");
    let base = Base::empty();
    let watch = Instant::now();
    let draft = imports::open(&base.core, &long, None).expect("a readable file");
    say(&format!(
        "{} MB of CSV are understood in {:.0} ms",
        bytes / 1_000_000,
        watch.elapsed().as_secs_f64() * 1000.0
    ));
    let fields = ["source", "sector", "notes", "city"];
    let mut times: Vec<Duration> = (0..40)
        .map(|n: usize| {
            let target = Target::field(fields[n % fields.len()]);
            let column = ColumnChoice { index: 9, target: Some(target), ..ColumnChoice::default() };
            let header_row = n.is_multiple_of(8).then_some(1);
            let correction =
                ImportCorrection { header_row, columns: vec![column], ..ImportCorrection::default() };
            let watch = Instant::now();
            imports::correct(&base.core, draft.id, &correction).expect("a correction");
            watch.elapsed()
        })
        .collect();
    report(
        "a correction of the mapping of 100 MB of CSV, read again, p99",
        percentile(&mut times, 0.99),
        "ms",
        Some(300.0),
    );
}

/// Imports a file in a process of its own and reports its peak memory.
pub fn child(arguments: &[String]) {
    let watch = Instant::now();
    let base = Base::empty();
    let report_of = import(&base.core, Path::new(&arguments[0]));
    let spent = watch.elapsed().as_secs_f64();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|kilobytes| kilobytes.parse::<f64>().ok())
        .map_or(f64::NAN, |kilobytes| kilobytes / 1024.0);
    say(&format!("CSV, {} rows × 12: {spent:.1} s", report_of.counts.read));
    report("peak memory of a 1,000,000-row CSV import", peak, "MB", Some(500.0));
}
