//! Real files written by others, where they are at hand (`RELANCE_CORPUS`, or a folder beside the
//! repository): none may panic or hang, and those with an expected content must give it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use relance_sheet::{Format, OpenOptions, Seen, SheetError, open};

fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/spreadsheets");
    let folder = std::env::var_os("RELANCE_CORPUS").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no folder of real spreadsheets at {}", folder.display());
    None
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>, SheetError> {
    open(path, &OpenOptions::default())?.rows(0)?.map(|row| row.map(|row| row.texts())).collect()
}

#[test]
fn every_real_file_is_read_or_refused_with_a_reason() {
    let Some(folder) = corpus() else { return };
    let mut found = Vec::new();
    files(&folder, &mut found);
    let mut refused = Vec::new();
    for path in &found {
        let outcome = open(path, &OpenOptions::default()).and_then(|mut workbook| {
            (0..workbook.sheets.len())
                .try_for_each(|sheet| workbook.rows(sheet)?.try_for_each(|row| row.map(drop)))
        });
        if let Err(error) = outcome {
            refused.push((path.strip_prefix(&folder).unwrap().display().to_string(), error));
        }
    }
    println!("{} files, {} refused", found.len(), refused.len());
    let is_foreseen = |name: &str, error: &SheetError| match error {
        SheetError::NotASpreadsheet { .. } | SheetError::PasswordProtected | SheetError::Empty => true,
        // Files made to be hostile or broken.
        _ => ["OOM_alloc3", "issue252", "issue_594_dos"].iter().any(|part| name.contains(part)),
    };
    for (name, error) in &refused {
        assert!(is_foreseen(name, error), "{name}: {error}");
    }
}

#[test]
fn the_sentence_fits_the_file() {
    let Some(folder) = corpus() else { return };
    for (name, expected) in [
        ("sheetjs-test_files/row_height.htm", Seen::Html),
        ("sheetjs-test_files/Attendance.numbers", Seen::Numbers),
        ("sheetjs-test_files/column_width.slk", Seen::Sylk),
        ("sheetjs-test_files/write.dif", Seen::Dif),
        ("sheetjs-test_files/LO7322.fods", Seen::Xml),
        ("csv-detective-fr/tests/data/file.csv.gz", Seen::Archive),
    ] {
        assert_eq!(rows(&folder.join(name)), Err(SheetError::NotASpreadsheet { seen: expected }), "{name}");
    }
    let disguised =
        open(&folder.join("csv-detective-fr/tests/data/file.xls"), &OpenOptions::default()).unwrap();
    assert_eq!(disguised.format, Format::Ods);
}

#[test]
fn passwords_open_new_and_old_workbooks() {
    let Some(folder) = corpus() else { return };
    for (name, password) in [
        ("calamine/tests/pass_protected.xlsx", "123"),
        ("sheetjs-test_files/password_2002_128_enhanced.xls", "password"),
        ("sheetjs-test_files/password_2002_128_strong.xls", "password"),
        ("sheetjs-test_files/password_2002_40_972000.xls", "password"),
        ("sheetjs-test_files/password_2002_40_basecrypto.xls", "password"),
    ] {
        let path = folder.join(name);
        assert_eq!(open(&path, &OpenOptions::default()).err(), Some(SheetError::PasswordProtected), "{name}");
        let with =
            |password: &str| OpenOptions { password: Some(password.to_owned()), ..OpenOptions::default() };
        assert_eq!(open(&path, &with("nope")).err(), Some(SheetError::WrongPassword), "{name}");
        let mut workbook = open(&path, &with(password)).unwrap();
        assert!(workbook.rows(0).unwrap().all(|row| row.is_ok()), "{name}");
    }
}

#[test]
fn dates_of_both_systems_agree_in_all_formats() {
    let Some(folder) = corpus() else { return };
    for (stem, year) in [("1900", "1900-"), ("1904", "1904-")] {
        let expected = rows(&folder.join(format!("sheetjs-test_files/1904/{stem}.xlsx"))).unwrap();
        assert!(expected[0][1].starts_with(year), "{expected:?}");
        for extension in ["xls", "xlsb"] {
            let found = rows(&folder.join(format!("sheetjs-test_files/1904/{stem}.{extension}"))).unwrap();
            assert_eq!(found, expected, "{stem}.{extension}");
        }
    }
}

#[test]
fn csv_spectrum_gives_its_expected_records() {
    let Some(folder) = corpus() else { return };
    let folder = folder.join("csv-spectrum/package");
    for name in [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ] {
        let found = rows(&folder.join(format!("csvs/{name}.csv"))).unwrap();
        let json = std::fs::read_to_string(folder.join(format!("json/{name}.json"))).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let expected = json.as_array().cloned().unwrap_or_else(|| vec![json]);
        assert_eq!(found.len(), expected.len() + 1, "{name}");
        for (row, record) in found[1..].iter().zip(&expected) {
            for (title, cell) in found[0].iter().zip(row) {
                assert_eq!(record[title].as_str(), Some(cell.as_str()), "{name}, {title}");
            }
        }
    }
}

#[test]
fn workbooks_give_the_cells_of_their_expected_csv() {
    let Some(folder) = corpus() else { return };
    // Those whose cells are shown as they are stored: texts and plain numbers.
    for name in
        ["utf8", "last-column-empty", "twolettercolumns", "skip_empty_lines", "no_cell_ids", "empty_row"]
    {
        let filled = |extension: &str| -> Vec<Vec<(usize, String)>> {
            let rows = rows(&folder.join(format!("xlsx2csv/{name}.{extension}"))).unwrap();
            let cells = |row: Vec<String>| {
                row.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect::<Vec<_>>()
            };
            rows.into_iter().map(cells).filter(|row| !row.is_empty()).collect()
        };
        assert_eq!(filled("xlsx"), filled("csv"), "{name}");
    }
}
