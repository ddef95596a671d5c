//! Workbooks of every format, made here, read back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod made;

use made::{
    NO_STRINGS, archive, biff, binary_record, compound, ods, xls, xlsb, xlsb_merged, xlsx, xlsx_parts,
};
use md5::Digest;
use relance_sheet::{
    Cell, CellRef, Format, Limits, OpenOptions, Row, Seen, SheetError, Workbook, open_bytes,
};

fn open(bytes: Vec<u8>) -> Workbook {
    open_bytes(bytes, &OpenOptions::default()).unwrap()
}

fn refusal(bytes: Vec<u8>) -> SheetError {
    match open_bytes(bytes, &OpenOptions::default()) {
        Err(error) => error,
        Ok(mut workbook) => {
            workbook.rows(0).unwrap().find_map(Result::err).expect("something must be refused")
        }
    }
}

fn rows(bytes: Vec<u8>) -> Vec<(u64, Vec<String>)> {
    open(bytes).rows(0).unwrap().map(|row| row.map(|row| (row.line, row.texts())).unwrap()).collect()
}

fn line(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

fn day(text: &str) -> Cell {
    Cell::Date(text.parse().unwrap())
}

#[test]
fn xlsx_gives_back_what_was_written() {
    let instant = "2026-12-31T08:30:00".parse().unwrap();
    let cells = [
        CellRef::Text("Léa"),
        CellRef::Number(41.5),
        CellRef::Bool(true),
        CellRef::Date("2026-12-31".parse().unwrap()),
        CellRef::DateTime(instant),
        CellRef::Empty,
        CellRef::Number(612_345_678.0),
    ];
    let mut workbook = open(xlsx(&[&cells, &[CellRef::Empty], &[CellRef::Text("Paul")]]));
    assert_eq!(workbook.format, Format::Xlsx);
    assert_eq!(workbook.sheets[0].name, "Feuille");
    let rows: Vec<Row> = workbook.rows(0).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows[0].texts(), ["Nom", "Âge"]);
    assert_eq!(
        rows[1].cells,
        [
            Cell::Text("Léa".to_owned()),
            Cell::Number(41.5),
            Cell::Bool(true),
            day("2026-12-31"),
            Cell::DateTime(instant),
            Cell::Empty,
            Cell::Number(612_345_678.0),
        ]
    );
    assert_eq!(
        (rows[1].line, rows[2].line),
        (2, 4),
        "the empty row is passed over, its number is not reused"
    );
    assert_eq!(rows[1].text(6), "612345678");
    let again: Vec<Row> = workbook.rows(0).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows, again, "a sheet can be read again");
}

#[test]
fn rows_that_a_file_numbers_backwards_are_all_read_on_rising_lines() {
    let row = |number: u32, text: &str| {
        format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
    };
    let sheet = made::sheet_xml(&[row(9, "a"), row(3, "b"), row(3, "c"), row(12, "d")].concat());
    let expected = [line(9, &["a"]), line(10, &["c"]), line(12, &["d"])];
    let read = rows(xlsx_parts(&sheet, made::NO_STRINGS));
    assert_eq!(read, expected, "one line a number, and none that goes down");
}

#[test]
fn xlsx_cells_without_addresses_formulas_errors_and_the_1904_system() {
    let sheet = made::sheet_xml(
        "<row><c><v>1</v></c><c t=\"str\"><f>A1&amp;\"x\"</f><v>1x</v></c></row>\
         <row r=\"3\"><c r=\"C3\" t=\"e\"><v>#N/A</v></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c><c r=\"B4\" t=\"inlineStr\"><is><t>ici</t></is></c></row>",
    );
    let shared = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"1\"><si><r><t>ri</t></r><r><t>che</t></r></si></sst>";
    let found = rows(xlsx_parts(&sheet, shared));
    assert_eq!(found, [line(1, &["1", "1x"]), line(3, &["", "", "#N/A"]), line(4, &["riche", "ici"])]);
}

#[test]
fn old_excel_is_read_whatever_its_name() {
    let mut workbook = open(xls(&[("Léa", 1.0), ("Paul", 2.5)]));
    assert_eq!((workbook.format, workbook.sheets[0].name.as_str()), (Format::Xls, "A"));
    let rows: Vec<Row> = workbook.rows(0).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows[1].cells, [Cell::Text("Paul".to_owned()), Cell::Number(2.5)]);
    assert_eq!(rows[1].line, 2);
}

#[test]
fn ods_is_streamed_with_its_repetitions_types_and_hidden_sheets() {
    let tables = "<table:table table:name=\"Un\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c &amp; d</text:p>\
        <office:annotation><text:p>comment</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1.5\"><text:p>1,5</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"date\" office:date-value=\"2026-12-31\"/><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>\
        <table:table table:name=\"Caché\" table:style-name=\"h\"/>";
    let mut workbook = open(ods(tables));
    let sheets: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!((workbook.format, sheets), (Format::Ods, vec![("Un", false), ("Caché", true)]));
    let rows: Vec<Row> = workbook.rows(0).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows[0].texts(), ["a  b\nc & d", "1.5", "1.5"]);
    assert_eq!(rows[1].cells, [day("2026-12-31"), Cell::Bool(true)]);
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 5, 6]);
    assert_eq!(workbook.rows(1).unwrap().count(), 0);
    assert_eq!(workbook.main_sheet(), 0);
    assert_eq!(workbook.rows(2).err(), Some(SheetError::NoSuchSheet { index: 2 }));
}

#[test]
fn a_cut_ods_ends_in_an_error_and_not_in_a_loop() {
    let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row>";
    let bytes = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    assert!(matches!(refusal(bytes), SheetError::Damaged { .. }));
}

#[test]
fn archives_that_are_no_spreadsheets_are_named() {
    for (name, seen) in [
        ("word/document.xml", Seen::Word),
        ("ppt/presentation.xml", Seen::PowerPoint),
        ("Index/Document.iwa", Seen::Numbers),
        ("photo.jpg", Seen::Archive),
    ] {
        assert_eq!(refusal(archive(&[(name, b"<x/>")])), SheetError::NotASpreadsheet { seen });
    }
    assert_eq!(
        refusal(compound("WordDocument", &[0; 4096])),
        SheetError::NotASpreadsheet { seen: Seen::Word }
    );
    let sealed = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"<x/>"),
    ]);
    assert_eq!(refusal(sealed), SheetError::PasswordProtected);
}

#[test]
fn wide_sheets_and_large_cells_are_refused_and_empty_columns_are_not() {
    let far = made::sheet_xml("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>");
    assert_eq!(
        refusal(xlsx_parts(&far, made::NO_STRINGS)),
        SheetError::TooManyColumns { line: 1, columns: 16_384, limit: 1024 }
    );
    let styled = made::sheet_xml("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"0\"/></row>");
    assert_eq!(rows(xlsx_parts(&styled, made::NO_STRINGS)), [line(1, &["1"])]);
    let large = made::sheet_xml(&format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>",
        "x".repeat(2 << 20)
    ));
    assert_eq!(
        refusal(xlsx_parts(&large, made::NO_STRINGS)),
        SheetError::CellTooLarge { line: 1, limit: 1 << 20 }
    );
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let bomb = made::sheet_xml(&" ".repeat(300 << 20));
    assert!(matches!(refusal(xlsx_parts(&bomb, made::NO_STRINGS)), SheetError::UnpacksTooLarge { .. }));
    let limits = Limits { unpacked_bytes: 100_000, ..Limits::default() };
    let options = OpenOptions { limits, ..OpenOptions::default() };
    let wide = made::sheet_xml(&"<row></row>".repeat(20_000));
    assert!(matches!(
        open_bytes(xlsx_parts(&wide, made::NO_STRINGS), &options),
        Err(SheetError::UnpacksTooLarge { limit: 100_000, .. })
    ));
    let lying = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"99999999999\"></sst>";
    assert!(matches!(refusal(xlsx_parts(&made::sheet_xml(""), lying)), SheetError::Damaged { .. }));
}

/// RC4 as Excel 97 applies it, to make a protected workbook.
fn rc4_of_block(password: &str, salt: &[u8; 16], block: u32) -> impl FnMut() -> u8 {
    let utf16: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let first = md5::Md5::digest(&utf16);
    let second = md5::Md5::digest([&first[..5], salt].concat().repeat(16));
    let key = md5::Md5::digest([&second[..5], &block.to_le_bytes()].concat());
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0usize;
    for i in 0..256 {
        j = (j + usize::from(state[i]) + usize::from(key[i % 16])) % 256;
        state.swap(i, j);
    }
    let (mut i, mut j) = (0usize, 0usize);
    move || {
        i = (i + 1) % 256;
        j = (j + usize::from(state[i])) % 256;
        state.swap(i, j);
        state[(usize::from(state[i]) + usize::from(state[j])) % 256]
    }
}

fn protected(password: &str) -> Vec<u8> {
    let salt = *b"0123456789abcdef";
    let verifier = *b"a verifier of 16";
    let mut next = rc4_of_block(password, &salt, 0);
    let sealed: Vec<u8> = verifier.iter().map(|byte| byte ^ next()).collect();
    let sealed_hash: Vec<u8> = md5::Md5::digest(verifier).iter().map(|byte| byte ^ next()).collect();
    let info = [&[1, 0, 1, 0, 1, 0], &salt[..], &sealed, &sealed_hash].concat();
    let many: Vec<(String, f64)> = (0..60).map(|index| (format!("nom {index}"), f64::from(index))).collect();
    let borrowed: Vec<(&str, f64)> = many.iter().map(|(text, number)| (text.as_str(), *number)).collect();
    let mut stream = biff(&borrowed, Some(&info));
    let mut at = 0;
    while at + 4 <= stream.len() {
        let kind = u16::from_le_bytes([stream[at], stream[at + 1]]);
        let length = usize::from(u16::from_le_bytes([stream[at + 2], stream[at + 3]]));
        let skip = if kind == 0x85 { 4 } else { 0 };
        if !matches!(kind, 0x0809 | 0x002F) {
            let start = at + 4 + skip;
            for (index, byte) in stream[start..at + 4 + length].iter_mut().enumerate() {
                let place = start + index;
                let mut next = rc4_of_block(password, &salt, (place / 1024) as u32);
                (0..place % 1024).for_each(|_| {
                    next();
                });
                *byte ^= next();
            }
        }
        at += 4 + length;
    }
    compound("Workbook", &stream)
}

#[test]
fn the_built_in_password_opens_without_asking_and_another_must_be_given() {
    let found = rows(protected("VelvetSweatshop"));
    assert_eq!((found.len(), found[59].1[0].as_str()), (60, "nom 59"));
    assert_eq!(refusal(protected("secret")), SheetError::PasswordProtected);
    let with = |password: &str| OpenOptions { password: Some(password.to_owned()), ..OpenOptions::default() };
    assert_eq!(open_bytes(protected("secret"), &with("wrong")).err(), Some(SheetError::WrongPassword));
    assert!(open_bytes(protected("secret"), &with("secret")).is_ok());
}

#[test]
fn a_damaged_workbook_never_panics_or_hangs() {
    let files = [
        xlsx(&[&[CellRef::Text("Léa"), CellRef::Number(1.0)], &[CellRef::Text("Paul")]]),
        xlsx_parts(&made::sheet_xml("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"), made::NO_STRINGS),
        xls(&[("Léa", 1.0), ("Paul", 2.0)]),
        protected("VelvetSweatshop"),
        ods(
            "<table:table table:name=\"A\"><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>",
        ),
        "Prénom;Nom\n\"Léa\";Martin\n".repeat(20).into_bytes(),
    ];
    let mut state = 7u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    std::panic::set_hook(Box::new(|_| {}));
    for file in &files {
        for round in 0..120 {
            let mut bytes = file.clone();
            if round % 3 == 0 {
                bytes.truncate(random(bytes.len()));
            }
            for _ in 0..(1 + round % 8) {
                if !bytes.is_empty() {
                    let at = random(bytes.len());
                    bytes[at] = random(256) as u8;
                }
            }
            let outcome = std::panic::catch_unwind(|| {
                if let Ok(mut workbook) = open_bytes(bytes, &OpenOptions::default()) {
                    for sheet in 0..workbook.sheets.len() {
                        let _ = workbook.rows(sheet).map(|rows| rows.take(10_000).count());
                    }
                }
            });
            assert!(outcome.is_ok(), "a panic came through in round {round}");
        }
    }
    let _ = std::panic::take_hook();
}

#[test]
fn what_is_in_merged_cells_counts_for_each_row_that_they_cover() {
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |line: u64, cells: &[String]| format!("<row r=\"{line}\">{}</row>", cells.concat());
    let lines = [
        row(1, &[cell("A1", "Société"), cell("B1", "Nom")]),
        row(2, &[cell("A2", "Acme"), cell("B2", "Martin")]),
        row(3, &[cell("B3", "Petit")]),
        row(4, &[]),
        row(5, &[cell("B5", "Roux")]),
        row(6, &[cell("B6", "Blanc")]),
    ];
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}</sheetData>\
         <mergeCells count=\"2\"><mergeCell ref=\"A2:A5\"/><mergeCell ref=\"A6:B6\"/></mergeCells></worksheet>",
        lines.concat()
    );
    let read = [
        line(1, &["Société", "Nom"]),
        line(2, &["Acme", "Martin"]),
        line(3, &["Acme", "Petit"]),
        line(5, &["Acme", "Roux"]),
        line(6, &["", "Blanc"]),
    ];
    let mut workbook = open(xlsx_parts(&sheet, NO_STRINGS));
    for _ in 0..2 {
        let rows: Vec<_> = workbook.rows(0).unwrap().map(|row| row.unwrap()).collect();
        let rows: Vec<_> = rows.iter().map(|row| (row.line, row.texts())).collect();
        assert_eq!(rows, read, "read twice, the same");
    }
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let tables = format!(
        "<table:table table:name=\"A\"><table:table-row>{}{}</table:table-row>\
         <table:table-row><table:table-cell table:number-rows-spanned=\"4\" office:value-type=\"string\"><text:p>Acme</text:p>\
         </table:table-cell>{}</table:table-row>\
         <table:table-row><table:covered-table-cell/>{}</table:table-row><table:table-row/>\
         <table:table-row><table:covered-table-cell/>{}</table:table-row>\
         <table:table-row><table:table-cell/>{}</table:table-row></table:table>",
        text("Société"),
        text("Nom"),
        text("Martin"),
        text("Petit"),
        text("Roux"),
        text("Blanc")
    );
    assert_eq!(rows(ods(&tables)), read, "in OpenDocument as well");
}

#[test]
fn what_is_in_merged_cells_of_a_binary_workbook_counts_for_each_row() {
    let cells = [
        (0, 0, "Société"),
        (0, 1, "Nom"),
        (1, 0, "Acme"),
        (1, 1, "Martin"),
        (2, 1, "Petit"),
        (4, 1, "Roux"),
        (5, 1, "Blanc"),
    ];
    let read = |behind: &[u8]| -> Vec<(u64, Vec<String>)> {
        let mut workbook = open(xlsb(&cells, behind));
        assert_eq!(workbook.format, Format::Xlsb);
        let rows: Vec<Row> = workbook.rows(1).unwrap().map(Result::unwrap).collect();
        rows.iter().map(|row| (row.line, row.texts())).collect()
    };
    let rows = |carried: &str| {
        [
            line(1, &["Société", "Nom"]),
            line(2, &["Acme", "Martin"]),
            line(3, &[carried, "Petit"]),
            line(5, &[carried, "Roux"]),
            line(6, &["", "Blanc"]),
        ]
    };
    let far = binary_record(0x01FE, &[7; 9000]);
    let merged = xlsb_merged(&[[1, 4, 0, 0], [5, 5, 0, 1]]);
    assert_eq!(read(&[far, merged.clone()].concat()), rows("Acme"), "behind a record that is none of this");
    // Ranges that make no sense, and records that are cut, carry nothing; the rows are read.
    for wrong in [[4, 1, 0, 0], [1, u32::MAX, 0, 0], [1, 4, 3, 2], [1, 4, 0, u32::MAX]] {
        assert_eq!(read(&xlsb_merged(&[wrong])), rows(""), "{wrong:?}");
    }
    assert_eq!(read(&binary_record(0xB0, &[1, 0, 0])), rows(""));
    assert_eq!(read(&[0xB0, 0x01, 0xFF, 0xFF, 0xFF, 0x7F, 1]), rows(""), "longer than the file");
    for end in 0..merged.len() {
        let found = read(&merged[..end]);
        assert!(found == rows("") || found == rows("Acme"), "cut at {end}: {found:?}");
    }
}
