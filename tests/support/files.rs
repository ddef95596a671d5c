//! Files as people send them: lists in any encoding and with any separator, workbooks, uploads.

use axum::{
    body::Body,
    http::{Request, header},
};
use relance_sheet::{CellRef, Column, XlsxWriter};
use std::io::Cursor;

/// A small list: a header and rows of texts.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    #[must_use]
    pub fn new(header: &[&str], rows: &[&[&str]]) -> Self {
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        Self { header: owned(header), rows: rows.iter().map(|row| owned(row)).collect() }
    }

    /// Delimited text, quoted where it must be.
    #[must_use]
    pub fn csv(&self, delimiter: char) -> String {
        let line = |cells: &Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell, delimiter)).collect();
            cells.join(&delimiter.to_string()) + "\r\n"
        };
        std::iter::once(&self.header).chain(&self.rows).map(line).collect()
    }
}

fn quoted(cell: &str, delimiter: char) -> String {
    if cell.contains([delimiter, '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A text in an encoding by its name: `utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be`, `windows-1252`, `macintosh`.
#[must_use]
pub fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let wide = |bytes: fn(u16) -> [u8; 2]| {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    match encoding {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-8-bom" => format!("\u{feff}{text}").into_bytes(),
        "utf-16le" => wide(u16::to_le_bytes),
        "utf-16be" => wide(u16::to_be_bytes),
        label => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, is_lossy) = encoding.encode(text);
            assert!(!is_lossy, "{label} cannot write {text:?}");
            bytes.into_owned()
        }
    }
}

/// A workbook of one sheet.
#[must_use]
pub fn xlsx(header: &[&str], rows: &[Vec<CellRef<'_>>]) -> Vec<u8> {
    let columns: Vec<Column> = header.iter().map(|title| Column::text(*title)).collect();
    let mut writer = XlsxWriter::new("Prospects", &columns).unwrap();
    for row in rows {
        writer.write_row(row).unwrap();
    }
    let mut bytes = Cursor::new(Vec::new());
    writer.finish(&mut bytes).unwrap();
    bytes.into_inner()
}

/// One sheet of a workbook: its name, its titles, its rows.
pub type Leaf<'a> = (&'a str, &'a [&'a str], &'a [&'a [&'a str]]);

/// A workbook of several sheets: their names, headers and rows.
#[must_use]
pub fn workbook(sheets: &[Leaf<'_>]) -> Vec<u8> {
    let mut writer: Option<XlsxWriter> = None;
    for (name, header, rows) in sheets {
        let columns: Vec<Column> = header.iter().map(|title| Column::text(*title)).collect();
        match &mut writer {
            Some(writer) => writer.next_sheet(name, &columns).unwrap(),
            None => writer = Some(XlsxWriter::new(name, &columns).unwrap()),
        }
        for row in *rows {
            let cells: Vec<CellRef<'_>> = row.iter().map(|text| CellRef::Text(text)).collect();
            writer.as_mut().unwrap().write_row(&cells).unwrap();
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    writer.unwrap().finish(&mut bytes).unwrap();
    bytes.into_inner()
}

/// An upload as a browser sends it (RFC 7578).
#[must_use]
pub fn multipart(path: &str, name: &str, bytes: &[u8]) -> Request<Body> {
    const EDGE: &str = "----relance-edge";
    let mut body = format!(
        "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
    Request::post(path)
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"))
        .body(Body::from(body))
        .unwrap()
}
