//! Makes the seeds of the targets below `fuzz/seeds`: small files of our own making, one of each kind of cell.
//! Run it again after a change: `cargo run --manifest-path fuzz/Cargo.toml --example seeds`.

#[path = "../../crates/relance-sheet/tests/made/mod.rs"]
mod made;

use relance_fuzz::MARK;
use std::{fs, io, path::Path};

fn keep(target: &str, name: &str, content: &[u8]) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), content)
}

/// Parts of an archive as one input.
fn parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut input = Vec::new();
    for (name, content) in parts {
        input.extend_from_slice(MARK);
        input.extend_from_slice(name.as_bytes());
        input.push(b'\n');
        input.extend_from_slice(content);
    }
    input
}

fn main() -> io::Result<()> {
    texts()?;
    xlsx()?;
    xlsb()?;
    old()?;
    ods()?;
    cards()?;
    calendars()?;
    base()
}

fn texts() -> io::Result<()> {
    keep("csv", "french", "\u{feff}Nom;Prénom;Montant\r\nLefèvre;\"Zoé \"\"Z\"\"\";1 234,50 €\r\n".as_bytes())?;
    keep("csv", "english", b"Name,E-mail,Date\nO'Brien,\"a@b.example\nc@d.example\",2026-02-03\n")?;
    keep("csv", "tabs", b"a\tb\tc\n1\t\t3\n\n4\t5\n")?;
    keep("csv", "latin", b"Nom;Soci\xe9t\xe9\nN\xe9e;\x8cuvres\n")?;
    keep("csv", "wide", &"Nom;Ville\nÉa;Nîmes\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())?;
    keep("csv", "sep", b"sep=|\nA|B\n\"x|y\"|\"\"\n")?;
    keep("any", "csv", b"a;b\n1;2\n")?;
    keep("any", "page", b"<html><table><tr><td>a</td></tr></table></html>")
}

fn xlsx() -> io::Result<()> {
    let types = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    let book = format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"B\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/></sheets></workbook>");
    let inner = format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"r3\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>");
    let styles = format!("<styleSheet xmlns=\"{main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
    let shared = format!("<sst xmlns=\"{main}\" count=\"2\" uniqueCount=\"2\"><si><t>Nom</t></si><si><r><t>Zo</t></r><r><t>é</t></r></si></sst>");
    let rows = "<dimension ref=\"A1:E3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>Date</t></is></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" s=\"1\"><v>45000.5</v></c><c r=\"C3\" t=\"b\"><v>1</v></c><c r=\"D3\" t=\"e\"><v>#N/A</v></c><c r=\"E3\" t=\"str\"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>";
    let sheet = format!("<worksheet xmlns=\"{main}\">{rows}</worksheet>");
    let input = parts(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", inner.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/sheet2.xml", sheet.as_bytes()),
    ]);
    keep("xlsx", "two-sheets", &input)?;
    let cells = [relance_sheet::CellRef::Text("Léa"), relance_sheet::CellRef::Number(41.5)];
    keep("any", "xlsx", &made::xlsx(&[&cells]))
}

/// A record of an xlsb: its kind and length in seven-bit groups.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 { vec![kind as u8] } else { vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8] };
    let mut length = data.len();
    loop {
        let group = (length & 0x7F) as u8;
        length >>= 7;
        bytes.push(if length > 0 { group | 0x80 } else { group });
        if length == 0 {
            break;
        }
    }
    bytes.extend_from_slice(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [(text.encode_utf16().count() as u32).to_le_bytes().to_vec(), letters].concat()
}

fn xlsb() -> io::Result<()> {
    let types = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |target: &str, kind: &str| {
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>")
    };
    // BrtBeginBook, BrtWbProp, BrtBeginBundleShs, BrtBundleSh, BrtEndBundleShs, BrtEndBook.
    let mut bundle = vec![0; 8];
    bundle[4] = 1;
    bundle.extend(wide("rId1"));
    bundle.extend(wide("A"));
    let book = [
        record(131, &[]),
        record(153, &[0; 12]),
        record(143, &[]),
        record(156, &bundle),
        record(144, &[]),
        record(132, &[]),
    ]
    .concat();
    // Strings: BrtBeginSst, BrtSSTItem, BrtEndSst.
    let strings =
        [record(159, &[1, 0, 0, 0, 1, 0, 0, 0]), record(19, &[vec![0], wide("Nom")].concat()), record(160, &[])].concat();
    // Cells: row header, then shared text, number, packed number, flag, error, own text.
    let at = |column: u32| [column.to_le_bytes().to_vec(), vec![0; 4]].concat();
    let mut row = vec![0; 17];
    row[8] = 0x2C;
    let sheet = [
        record(129, &[]),
        record(148, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]),
        record(145, &[]),
        record(0, &row),
        record(7, &[at(0), vec![0; 4]].concat()),
        record(5, &[at(1), 41.5f64.to_le_bytes().to_vec()].concat()),
        record(2, &[at(2), vec![2, 0, 0, 0]].concat()),
        record(4, &[at(3), vec![1]].concat()),
        record(3, &[at(4), vec![0x2A]].concat()),
        record(6, &[at(5), wide("Léa")].concat()),
        record(146, &[]),
        record(130, &[]),
    ]
    .concat();
    let outer = relations("xl/workbook.bin", "officeDocument");
    let inner = relations("worksheets/sheet1.bin", "worksheet");
    let input = parts(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", outer.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", inner.as_bytes()),
        ("xl/sharedStrings.bin", &strings),
        ("xl/worksheets/sheet1.bin", &sheet),
    ]);
    keep("xlsb", "one-sheet", &input)
}

fn old() -> io::Result<()> {
    keep("xls", "label-and-number", &made::biff(&[("Léa", 41.5), ("Paul", -3.0)], None))?;
    keep("any", "xls", &made::xls(&[("Léa", 41.5)]))
}

fn ods() -> io::Result<()> {
    let table = |cells: &str| {
        format!("<?xml version=\"1.0\"?><office:document-content><office:automatic-styles><style:style style:name=\"h\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"A\">{cells}</table:table><table:table table:name=\"B\" table:style-name=\"h\"/></office:spreadsheet></office:body></office:document-content>")
    };
    let cells = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Nom</text:p><text:p>de</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"3\"><table:table-cell office:value-type=\"float\" office:value=\"4.5\" table:number-columns-repeated=\"2\"/><table:covered-table-cell/><table:table-cell office:value-type=\"date\" office:date-value=\"2026-02-03T10:00:00\"/><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/><table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"/><table:table-cell office:value-type=\"string\" office:string-value=\"x\"><text:p><text:span>a<text:s text:c=\"3\"/>b</text:span></text:p></table:table-cell></table:table-row>";
    keep("ods", "two-tables", table(cells).as_bytes())?;
    keep("any", "ods", &made::ods("<table:table table:name=\"A\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell></table:table-row></table:table>"))
}

fn cards() -> io::Result<()> {
    keep("vcard", "phone", "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lefèvre;Zoé;Anne;Mme;\r\nORG:Au Fournil\\, SARL;Achats\r\nEMAIL;type=INTERNET;type=pref:zoe@a.example\r\nitem1.TEL;type=CELL:06 12 34 56 78\r\nADR;type=WORK:;;12 rue;Lyon;;69001;France\r\nURL:https://a.example\r\nCATEGORIES:a,b\r\nNOTE:x\\n y\r\nEND:VCARD\r\n".as_bytes())?;
    keep("vcard", "old", b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:H=C3=A9rault;L=C3=A9o\nTEL;PREF:+33612345678\nPHOTO;ENCODING=BASE64:AAAA\n\nEND:VCARD\n")?;
    keep("vcard", "new", b"BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Paul\nTEL;VALUE=uri;PREF=1:tel:+33-1;ext=1\nX-SOCIALPROFILE:https://www.linkedin.com/in/a\nEND:VCARD\nBEGIN:VCARD\nKIND:group\nFN:Amis\nEND:VCARD\n")
}

fn calendars() -> io::Result<()> {
    keep("ical", "series", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Romance Standard Time:20260302T140000\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR;BYSETPOS=1;UNTIL=20270101T000000Z\r\nEXDATE:20260302\r\nATTENDEE;CN=\"A, B\";PARTSTAT=ACCEPTED:mailto:a@b.example\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")?;
    keep("ical", "zone", b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=X:20260302T140000\nRECURRENCE-ID:20260301T140000Z\nRDATE;VALUE=PERIOD:20260401T100000Z/PT1H\nSUMMARY:a\\,\n b\nEND:VEVENT\nEND:VCALENDAR\n")?;
    keep("ical", "rule", b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=9,14;WKST=SU;COUNT=9")
}

fn base() -> io::Result<()> {
    let person = r#"{"id":"8","name":"A","civility":null,"first_name":"A","last_name":null,"job_title":null,"company_id":"7","company":"C","email":"a@b.example","phone":"+33612345678","stage_id":"1","owner_id":"2","tag_ids":["3"],"source":null,"sector":null,"city":null,"postcode":null,"country":"FR","site":null,"linkedin_url":null,"value_cents":5,"currency":"EUR","expected_close_on":"2026-01-02","notes":"n","do_not_contact_at":null,"last_interaction_at":1,"custom":{"4":1.5},"created_at":1,"updated_at":2,"deleted_at":null,"addresses":[{"kind":"email","value":"b@b.example","label":"x"}],"position":-1024,"is_sample":false,"import_id":null,"timeline":[{"id":"9","prospect_id":"8","kind":"note","at":1,"body":"b","data":{},"caller":"user"}]}"#;
    let file = format!(r#"{{"relance":1,"exported_at":1,"is_base":true,"counts":{{"prospects":1}},"stages":[{{"id":"1","key":"k","label":"K","kind":"open","position":0,"color":null,"limit_days":null}}],"members":[{{"id":"2","name":"M","email":null,"is_me":true}}],"tags":[{{"id":"3","name":"T","color":"c1"}}],"fields":[{{"id":"4","label":"F","kind":"number","position":0}}],"imports":[],"companies":[],"prospects":[{person}],"later":[1]}}"#);
    keep("json", "base", file.as_bytes())
}
