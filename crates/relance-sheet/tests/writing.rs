//! What goes out: lists for Excel, rejected rows in the layout they came in.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use relance_sheet::{CellRef, Column, CsvWriter, OpenOptions, Rejects, XlsxWriter, open, open_bytes};

#[test]
fn a_csv_for_people_opens_in_excel_and_attacks_nobody() {
    let mut writer = CsvWriter::new(Vec::new(), b';').unwrap();
    writer.write_row(["Nom", "Téléphone", "Note"]).unwrap();
    writer.write_row(["Léa", "+33612345678", "=HYPERLINK(\"http://x\")"]).unwrap();
    let bytes = writer.finish().unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBFNom;"), "the mark by which Excel knows UTF-8");
    let mut workbook = open_bytes(bytes, &OpenOptions::default()).unwrap();
    let row = workbook.rows(0).unwrap().nth(1).unwrap().unwrap();
    assert_eq!(row.texts(), ["Léa", "+33612345678", "'=HYPERLINK(\"http://x\")"]);
}

#[test]
fn an_xlsx_holds_types_filters_and_long_texts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("liste.xlsx");
    let columns =
        [Column::text("Nom"), Column::amount("Montant"), Column::date("Clôture"), Column::date_time("Vu")];
    let mut writer = XlsxWriter::new("Prospects / 2026", &columns).unwrap();
    let long = "é".repeat(40_000);
    let day = "2026-12-31".parse().unwrap();
    for _ in 0..500 {
        writer
            .write_row(&[CellRef::Text("=1+1"), CellRef::Number(12.5), CellRef::Date(day), CellRef::Empty])
            .unwrap();
    }
    writer.write_row(&[CellRef::Text(&long), CellRef::Bool(false)]).unwrap();
    writer.save(&path).unwrap();
    let mut workbook = open(&path, &OpenOptions::default()).unwrap();
    assert_eq!(workbook.sheets[0].name, "Prospects  2026");
    let rows: Vec<_> = workbook.rows(0).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 502);
    assert_eq!(rows[500].texts(), ["=1+1", "12.5", "2026-12-31"], "a text is a text, not a formula");
    assert_eq!(rows[501].text(0).chars().count(), 32_767);
    let archive = std::fs::read(&path).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let sheet = std::io::read_to_string(zip.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(sheet.contains("<autoFilter ref=\"A1:D502\"/>"), "filters over the whole list");
    assert!(sheet.contains("state=\"frozen\""), "the header stays in sight");
}

#[test]
fn rejected_rows_keep_their_layout() {
    let folder = tempfile::tempdir().unwrap();
    let source = "Nom;Mail;Note\nLéa;lea@;\"a;b\"\nPaul\n";
    let mut workbook = open_bytes(source.as_bytes().to_vec(), &OpenOptions::default()).unwrap();
    assert_eq!(Rejects::extension(&workbook), "csv");
    let path = folder.path().join("rejets.csv");
    let header: Vec<String> = ["Nom", "Mail", "Note"].map(str::to_owned).to_vec();
    let mut rejects = Rejects::create(&path, &workbook, Some(&header), "Motif").unwrap();
    let rows: Vec<_> = workbook.rows(0).unwrap().skip(1).map(Result::unwrap).collect();
    for row in &rows {
        rejects.write(row.as_ref(), "E-mail illisible").unwrap();
    }
    assert_eq!(rejects.finish().unwrap(), 2);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "\u{feff}Nom;Mail;Note;Motif\r\nLéa;lea@;\"a;b\";E-mail illisible\r\nPaul;;;E-mail illisible\r\n"
    );
}

#[test]
fn rejected_rows_of_a_workbook_become_one() {
    let folder = tempfile::tempdir().unwrap();
    let original = folder.path().join("a.xlsx");
    let mut writer = XlsxWriter::new("Liste", &[Column::text("Nom"), Column::date("Le")]).unwrap();
    writer.write_row(&[CellRef::Text("Léa"), CellRef::Date("2026-12-31".parse().unwrap())]).unwrap();
    writer.save(&original).unwrap();
    let mut workbook = open(&original, &OpenOptions::default()).unwrap();
    assert_eq!(Rejects::extension(&workbook), "xlsx");
    let path = folder.path().join("rejets.xlsx");
    let header = workbook.sample(0, 1).unwrap()[0].texts();
    let mut rejects = Rejects::create(&path, &workbook, Some(&header), "Motif").unwrap();
    let row = workbook.rows(0).unwrap().nth(1).unwrap().unwrap();
    rejects.write(row.as_ref(), "doublon").unwrap();
    rejects.finish().unwrap();
    let mut back = open(&path, &OpenOptions::default()).unwrap();
    let rows: Vec<_> = back.rows(0).unwrap().map(|row| row.unwrap().texts()).collect();
    assert_eq!(rows, [["Nom", "Le", "Motif"], ["Léa", "2026-12-31", "doublon"]]);
}
