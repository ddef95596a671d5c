//! Hostile and hopeless files: each gets its own sentence, in bounded memory, and the base is left alone.

use axum::http::Method;
use relance_tests::{Base, Problem, json};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

fn refused(base: &Base, name: &str, bytes: &[u8]) -> Problem {
    let path = base.file(name, bytes);
    base.refused(Method::POST, "/imports", Some(&json!({ "path": path.display().to_string() })))
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_spreadsheet_is_named_for_what_it_is() {
    let base = Base::new();
    for (name, bytes, seen) in [
        (
            "export.xls",
            &b"<!DOCTYPE html><html><body><table><tr><td>Nom</td></tr></table></body></html>"[..],
            "html",
        ),
        ("liste.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
        ("donnees.csv", b"[{\"nom\": \"Martin\"}, {\"nom\": \"Bernard\"}]", "json"),
        ("base.csv", b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20", "database"),
    ] {
        let problem = refused(&base, name, bytes);
        assert_eq!(
            (problem.key.as_str(), &problem.params["seen"]),
            ("not_a_spreadsheet", &json!(seen)),
            "{name}"
        );
        assert_eq!(problem.params["file"], name, "the file is named");
    }
    let word = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    assert_eq!(refused(&base, "lettre.xlsx", &word).params["seen"], "word", "a letter");
    assert_eq!(
        refused(&base, "archive.xlsx", &archive(&[("lisezmoi.txt", b"x")])).key,
        "not_a_spreadsheet",
        "an archive"
    );
}

#[test]
fn an_empty_a_missing_and_a_cut_file_have_their_sentences() {
    let base = Base::new();
    assert_eq!(refused(&base, "vide.csv", b"").key, "file_empty");
    let absent = base.outside().join("absent.csv").display().to_string();
    let problem = base.refused(Method::POST, "/imports", Some(&json!({ "path": absent })));
    assert_eq!(problem.key, "file_not_found");
    let whole = relance_tests::xlsx(&["Nom"], &[vec![relance_sheet::CellRef::Text("Martin")]]);
    let problem = refused(&base, "coupe.xlsx", &whole[..whole.len() / 2]);
    assert_eq!(problem.key, "file_damaged", "cut in the middle");
    let folder = base.outside().display().to_string();
    let problem = base.refused(Method::POST, "/imports", Some(&json!({ "path": folder })));
    assert_ne!(problem.code, "bug", "a folder is not a fault of the program: {}", problem.key);
}

#[test]
fn a_bomb_is_refused_before_it_unpacks() {
    let base = Base::new();
    let workbook = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        .unwrap();
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(workbook).unwrap();
    let zeros = vec![0u8; 1 << 20];
    for n in 0..3 {
        zip.start_file(format!("xl/worksheets/sheet{n}.xml"), SimpleFileOptions::default()).unwrap();
        for _ in 0..60 {
            zip.write_all(&zeros).unwrap();
        }
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20, "small on disk: {}", bytes.len());
    // What the archive says of itself: each entry is told to unpack to almost 4 GB.
    let honest = (60u32 << 20).to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == honest {
            bytes[at..at + 4].copy_from_slice(&0xfff0_0000u32.to_le_bytes());
        }
    }
    let problem = refused(&base, "bombe.xlsx", &bytes);
    assert_eq!(
        (problem.code.as_str(), problem.key.as_str()),
        ("limit", "unpacks_too_large"),
        "refused by its own word"
    );
}

#[test]
fn a_line_of_too_many_columns_or_a_cell_too_large_is_refused() {
    let base = Base::new();
    let wide = format!("Nom{}\r\nMartin{}\r\n", ";x".repeat(16_384), ";1".repeat(16_384));
    assert_eq!(refused(&base, "large.csv", wide.as_bytes()).key, "too_many_columns");
    let deep = format!("Nom;Notes\r\nMartin;\"{}\r\n", "x".repeat(2 << 20));
    let problem = refused(&base, "profond.csv", deep.as_bytes());
    assert_eq!(problem.key, "cell_too_large", "an open quote does not swallow the memory");
}

#[test]
fn a_large_cell_far_down_fails_the_run_whole() {
    let base = Base::new();
    let start = base.digest();
    let mut csv = super::french(600).csv(';');
    csv.push_str(&format!("Martin;\"{}\r\n", "x".repeat(2 << 20)));
    let draft = base.lay(&base.file("piege.csv", csv));
    let end = base.run_to_end(&draft);
    assert_eq!(
        (&end["state"], &end["failure"]["key"]),
        (&json!("failed"), &json!("cell_too_large")),
        "{end}"
    );
    assert_eq!(base.digest(), start, "all or nothing");
    base.assert_sound();
}
