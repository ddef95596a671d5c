//! Files made for the tests: archives of OpenDocument, and old workbooks byte by byte.
#![allow(dead_code, reason = "each test binary uses some of them")]

use std::io::{Cursor, Write};

use relance_sheet::{CellRef, Column, XlsxWriter};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles><style:style style:name=\"h\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

pub fn xlsx(rows: &[&[CellRef<'_>]]) -> Vec<u8> {
    let mut writer = XlsxWriter::new("Feuille", &[Column::text("Nom"), Column::number("Âge")]).unwrap();
    for row in rows {
        writer.write_row(row).unwrap();
    }
    let mut bytes = Cursor::new(Vec::new());
    writer.finish(&mut bytes).unwrap();
    bytes.into_inner()
}

/// The parts of an xlsx around one sheet.
pub fn xlsx_parts(sheet: &str, shared: &str) -> Vec<u8> {
    archive(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" \
              ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
              Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
              Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
    ])
}

pub const NO_STRINGS: &str = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"0\" uniqueCount=\"0\"></sst>";

pub fn sheet_xml(rows: &str) -> String {
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    )
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A BIFF8 record stream of one sheet named "A": texts in column 0, numbers in column 1.
pub fn biff(rows: &[(&str, f64)], protection: Option<&[u8]>) -> Vec<u8> {
    let begin = |kind: u16| {
        let mut data = vec![0x00, 0x06];
        data.extend(kind.to_le_bytes());
        data.extend([0; 12]);
        record(0x0809, &data)
    };
    let mut globals = begin(5);
    if let Some(data) = protection {
        globals.extend(record(0x002F, data));
    }
    globals.extend(record(0x0042, &1200u16.to_le_bytes()));
    globals.extend(record(0x00E0, &[0; 20]));
    let sheet_at = globals.len() + record(0x0085, &[0; 9]).len() + record(0x000A, &[]).len();
    let mut bound = (sheet_at as u32).to_le_bytes().to_vec();
    bound.extend([0, 0, 1, 0, b'A']);
    globals.extend(record(0x0085, &bound));
    globals.extend(record(0x000A, &[]));
    let mut sheet = begin(0x10);
    for (row, (text, number)) in rows.iter().enumerate() {
        let at = |column: u16| [(row as u16).to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        let mut label = at(0);
        label.extend((text.encode_utf16().count() as u16).to_le_bytes());
        label.push(1);
        label.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        sheet.extend(record(0x0204, &label));
        sheet.extend(record(0x0203, &[at(1), number.to_le_bytes().to_vec()].concat()));
    }
    sheet.extend(record(0x000A, &[]));
    [globals, sheet].concat()
}

/// A compound file that holds one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().next_multiple_of(512).max(4096), 0);
    let sectors = stream.len() / 512;
    assert!(sectors < 120, "one sector of allocation table is enough here");
    let mut header = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    header.resize(24, 0);
    header.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    header.resize(44, 0);
    for word in [1, 1, 0, 4096, END, 0, END, 0, 0] {
        header.extend(u32::to_le_bytes(word));
    }
    header.resize(512, 0xFF);
    let mut table: Vec<u32> = vec![0xFFFF_FFFD, END];
    table.extend((0..sectors as u32).map(|index| if index + 1 == sectors as u32 { END } else { index + 3 }));
    table.resize(128, FREE);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() as u16 + 2;
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.extend([kind, 1]);
        for word in [FREE, FREE, child] {
            entry.extend(word.to_le_bytes());
        }
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((size as u64).to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, 1, END, 0);
    directory.extend(entry(name, 2, FREE, 2, stream.len()));
    directory.resize(512, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, directory, stream].concat()
}

pub fn xls(rows: &[(&str, f64)]) -> Vec<u8> {
    compound("Workbook", &biff(rows, None))
}

/// One record of a binary workbook.
pub fn binary_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let seven = |mut number: usize| {
        let mut bytes = Vec::new();
        loop {
            let low = (number & 0x7F) as u8;
            number >>= 7;
            bytes.push(if number > 0 { low | 0x80 } else { low });
            if number == 0 {
                return bytes;
            }
        }
    };
    [seven(usize::from(kind)), seven(data.len()), data.to_vec()].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    [length.to_vec(), units.into_iter().flat_map(u16::to_le_bytes).collect()].concat()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A binary workbook of two sheets: the second has the texts, by row and column, and what stands behind them.
pub fn xlsb(cells: &[(u32, u32, &str)], behind: &[u8]) -> Vec<u8> {
    let sheet = |cells: &[(u32, u32, &str)], behind: &[u8]| {
        let last = cells.last().map_or(0, |(row, ..)| *row);
        let mut rows = Vec::new();
        let mut before = None;
        for (row, column, text) in cells {
            if before != Some(row) {
                rows.extend(binary_record(0, &[words(&[*row]), vec![0; 13]].concat()));
                before = Some(row);
            }
            rows.extend(binary_record(6, &[words(&[*column, 0]), wide(text)].concat()));
        }
        [
            binary_record(0x81, &[]),
            binary_record(0x94, &words(&[0, last, 0, 9])),
            binary_record(0x91, &[]),
            rows,
            binary_record(0x92, &[]),
            behind.to_vec(),
            binary_record(0x82, &[]),
        ]
        .concat()
    };
    let listed = |number: u32, relation: &str, name: &str| {
        binary_record(0x9C, &[words(&[0, number]), wide(relation), wide(name)].concat())
    };
    let book = [
        binary_record(0x83, &[]),
        binary_record(0x8F, &[]),
        listed(1, "rId1", "Vide"),
        listed(2, "rId2", "Gens"),
        binary_record(0x90, &[]),
        binary_record(0x9D, &[0; 26]),
        binary_record(0x84, &[]),
    ]
    .concat();
    let relations = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/>\
         <Relationship Id=\"rId2\" Target=\"worksheets/sheet2.bin\"/></Relationships>";
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet(&[], &[])),
        ("xl/worksheets/sheet2.bin", &sheet(cells, behind)),
    ])
}

/// Where cells of a binary workbook are merged: first and last row, first and last column.
pub fn xlsb_merged(ranges: &[[u32; 4]]) -> Vec<u8> {
    let listed: Vec<u8> = ranges.iter().flat_map(|range| binary_record(0xB0, &words(range))).collect();
    [binary_record(0xB1, &words(&[ranges.len() as u32])), listed, binary_record(0xB2, &[])].concat()
}
