//! Delimited texts: encodings, quotes, lines, limits, and the same records as the csv crate.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;
use std::ops::ControlFlow;

use proptest::prelude::*;
use relance_sheet::{
    CsvWriter, Encoding, Format, Limits, OpenOptions, SheetError, Workbook, open, open_bytes,
};

fn workbook(bytes: &[u8]) -> Workbook {
    open_bytes(bytes.to_vec(), &OpenOptions::default()).unwrap()
}

fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    workbook(bytes).rows(0).unwrap().map(|row| row.map(|row| (row.line, row.texts())).unwrap()).collect()
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    rows(bytes).into_iter().map(|row| row.1).collect()
}

#[test]
fn every_encoding_gives_the_same_cells() {
    let text = "Prénom;Société\nLéa;L’Étoile\nFrançois;Hôtel du Nord\n";
    let wide = |swap: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let files: [(&str, Vec<u8>); 8] = [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8", [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat()),
        ("UTF-16LE", [&[0xFF, 0xFE][..], &wide(false)].concat()),
        ("UTF-16BE", [&[0xFE, 0xFF][..], &wide(true)].concat()),
        ("UTF-16LE", wide(false)),
        ("UTF-16BE", wide(true)),
        ("windows-1252", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
        ("macintosh", encoding_rs::MACINTOSH.encode(text).0.into_owned()),
    ];
    for (name, bytes) in files {
        let mut workbook = workbook(&bytes);
        assert_eq!(workbook.encoding.map(Encoding::name), Some(name));
        assert_eq!((workbook.format, workbook.delimiter), (Format::Csv, Some(b';')));
        let found: Vec<_> = workbook.rows(0).unwrap().map(|row| row.unwrap().texts()).collect();
        assert_eq!(
            found,
            [["Prénom", "Société"], ["Léa", "L’Étoile"], ["François", "Hôtel du Nord"]],
            "in {name}"
        );
    }
}

#[test]
fn a_choice_of_the_user_wins_over_detection() {
    let options = OpenOptions {
        encoding: Encoding::from_label("latin1"),
        delimiter: Some(b','),
        ..OpenOptions::default()
    };
    let mut workbook = open_bytes("a;b,é\n".as_bytes().to_vec(), &options).unwrap();
    let row = workbook.rows(0).unwrap().next().unwrap().unwrap();
    assert_eq!(row.texts(), ["a;b", "Ã©"]);
}

#[test]
fn quotes_are_read_as_excel_reads_them() {
    for (text, expected) in [
        ("a;\"b;c\";d\n", vec!["a", "b;c", "d"]),
        ("a;\"b \"\"c\"\" d\";e\n", vec!["a", "b \"c\" d", "e"]),
        ("a;12\" écran;c\n", vec!["a", "12\" écran", "c"]),
        ("a;\"b\" c;d\n", vec!["a", "b c", "d"]),
        ("a;\"b\nc\";d\n", vec!["a", "b\nc", "d"]),
        ("a;b;", vec!["a", "b", ""]),
        ("a;;c\n", vec!["a", "", "c"]),
        ("a;\"b", vec!["a", "b"]),
    ] {
        let found = cells(format!("x;y;z\n{text}").as_bytes());
        assert_eq!(found[1], expected, "for {text:?}");
    }
}

#[test]
fn lines_are_those_an_editor_shows() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a;b", "", "\"c", "d\";e", "f;g"].join(end);
        let lines: Vec<u64> = rows(text.as_bytes()).iter().map(|row| row.0).collect();
        assert_eq!(lines, [1, 3, 5], "with {end:?}");
    }
    let lines: Vec<u64> = rows(b"sep=;\r\n\r\na;b\r\nc;d\r\n").iter().map(|row| row.0).collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn a_line_of_another_encoding_and_stray_zeros_do_no_harm() {
    let mut bytes = "Prénom;Nom\n".repeat(30).into_bytes();
    bytes.extend(b"L\xE9a;Mar\0tin\n");
    assert_eq!(cells(&bytes).last().unwrap(), &["Léa", "Martin"]);
    // The halves of a letter on both sides of a delimiter are no letter.
    let mut bytes = "é;è\n".repeat(30).into_bytes();
    bytes.extend(b"a\xC3;\xA9b\n");
    assert_eq!(cells(&bytes).last().unwrap(), &["aÃ", "©b"]);
}

#[test]
fn rows_and_cells_beyond_the_limits_are_refused_in_bounded_memory() {
    let first_error = |bytes: Vec<u8>, options: &OpenOptions| {
        open_bytes(bytes, options).unwrap().rows(0).unwrap().find_map(Result::err)
    };
    let default = OpenOptions::default();
    let wide = format!("a;b\n{}\n", vec!["1"; 16_384].join(";"));
    assert_eq!(
        first_error(wide.into_bytes(), &default),
        Some(SheetError::TooManyColumns { line: 2, columns: 16_384, limit: 1024 })
    );
    let empty_columns = format!("a;b\nc;d{}\n", ";".repeat(16_384));
    let found = cells(empty_columns.as_bytes());
    assert_eq!((found[1][0].as_str(), found[1].len()), ("c", 1024));
    let large = format!("a;b\n\"{}\";c\n", "x".repeat(3 << 20));
    assert_eq!(
        first_error(large.into_bytes(), &default),
        Some(SheetError::CellTooLarge { line: 2, limit: 1 << 20 })
    );
    let open_quote = format!("a;b\nc;\"{}", "d;e\n".repeat(1 << 20));
    assert_eq!(
        first_error(open_quote.into_bytes(), &default),
        Some(SheetError::CellTooLarge { line: 2, limit: 1 << 20 })
    );
    let few = OpenOptions { limits: Limits { rows: 3, ..Limits::default() }, ..OpenOptions::default() };
    assert_eq!(first_error("a;b\n".repeat(4).into_bytes(), &few), Some(SheetError::TooManyRows { limit: 3 }));
    let small =
        OpenOptions { limits: Limits { file_bytes: 3, ..Limits::default() }, ..OpenOptions::default() };
    assert_eq!(
        open_bytes(b"a;b\n".to_vec(), &small).err(),
        Some(SheetError::FileTooLarge { bytes: 4, limit: 3 })
    );
}

#[test]
fn a_long_file_is_streamed_again_and_again_and_can_be_left_early() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("liste.xls");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    for index in 0..200_000 {
        writeln!(file, "Prénom {index};Nom;mail{index}@exemple.fr").unwrap();
    }
    drop(file.into_inner().unwrap());
    let mut workbook = open(&path, &OpenOptions::default()).unwrap();
    let mut seen = 0;
    workbook
        .for_each_row(0, |row| {
            seen += 1;
            if row.line == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    assert_eq!(seen, 10);
    let mut reader = workbook.reader(0).unwrap();
    let (mut count, mut last) = (0u64, 0);
    while let Some(row) = reader.next_row().unwrap() {
        count += 1;
        last = row.line;
        assert_eq!(row.len(), 3);
    }
    assert_eq!((count, last), (200_000, 200_000));
    assert!(reader.progress() > 0.99);
    assert_eq!(
        open(&folder.path().join("absent.csv"), &OpenOptions::default()).err(),
        Some(SheetError::NotFound)
    );
    assert!(matches!(open(folder.path(), &OpenOptions::default()).err(), Some(SheetError::Io { .. })));
}

fn field() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[a-zA-Zé€ ,;|\t\"'\r\n=+@-]{0,12}").unwrap()
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(table in prop::collection::vec(prop::collection::vec(field(), 2..6), 1..12), delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|'])) {
        let mut writer = CsvWriter::faithful(Vec::new(), delimiter).unwrap();
        for row in &table {
            writer.write_row(row).unwrap();
        }
        let options = OpenOptions { delimiter: Some(delimiter), ..OpenOptions::default() };
        let mut bytes = writer.finish().unwrap();
        // A first row that says what follows is no page, no JSON, no "sep=".
        bytes.splice(3..3, b"debut\r\n".iter().copied());
        let mut workbook = open_bytes(bytes, &options).unwrap();
        let found: Vec<Vec<String>> = workbook.rows(0).unwrap().skip(1).map(|row| row.unwrap().texts()).collect();
        prop_assert_eq!(found, table);
    }

    #[test]
    fn any_text_gives_the_records_of_the_csv_crate(text in "[a-zé;,\"\r\n ]{0,200}") {
        let text = format!("debut;fin\n{text}");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        let options = OpenOptions { delimiter: Some(b';'), encoding: Some(Encoding::UTF_8), ..OpenOptions::default() };
        let mut workbook = open_bytes(text.into_bytes(), &options).unwrap();
        let found: Vec<Vec<String>> = workbook.rows(0).unwrap().map(|row| row.unwrap().texts()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(mut workbook) = open_bytes(bytes, &OpenOptions::default()) {
            let _ = workbook.rows(0).map(|rows| rows.take(1000).count());
        }
    }
}
