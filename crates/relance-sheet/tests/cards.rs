//! Contact cards of every version, as phones and mail programs write them, read as a table.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use relance_sheet::{CardValue, CardVersion, CardWriter, Format, OpenOptions, open_bytes};

fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book = open_bytes(bytes.to_vec(), &OpenOptions::default()).unwrap();
    assert_eq!(book.format, Format::Vcard);
    book.rows(0).unwrap().map(|row| row.unwrap().texts()).collect()
}

/// A cell by the header of its column.
fn cell<'a>(table: &'a [Vec<String>], row: usize, head: &str) -> &'a str {
    let column = table[0].iter().position(|title| title == head).unwrap();
    table[row].get(column).map_or("", String::as_str)
}

#[test]
fn a_card_of_a_phone_is_a_row() {
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17//EN\r\nN:Lefèvre;Zoé;Anne;Mme;\r\nFN:Mme Zoé Anne Lefèvre\r\n\
        ORG:Au Fournil\\, SARL;Achats;\r\nTITLE:Gérante\r\nEMAIL;type=INTERNET;type=HOME:zoe@perso.example\r\n\
        item1.EMAIL;type=INTERNET;type=pref:zoe@fournil.example\r\nTEL;type=CELL;type=VOICE;type=pref:06 12 34 56 78\r\nTEL;type=WORK:01 99 00 12 34\r\n\
        ADR;type=WORK:;;12\\, rue du Four;Saint-Étienne;;42000;France\r\nURL:https://fournil.example\r\n\
        X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/zoe-lefevre\r\nCATEGORIES:Salon,VIP\r\nNOTE:ligne 1\\nligne 2 qui est\r\n  coupée\r\nEND:VCARD\r\n";
    let table = table(card.as_bytes());
    for (head, expected) in [
        ("Name prefix", "Mme"),
        ("First name", "Zoé Anne"),
        ("Last name", "Lefèvre"),
        ("Full name", ""),
        ("Job title", "Gérante"),
        ("Company", "Au Fournil, SARL"),
        ("E-mail", "zoe@fournil.example; zoe@perso.example"),
        ("Phone", "06 12 34 56 78; 01 99 00 12 34"),
        ("Street", "12, rue du Four"),
        ("City", "Saint-Étienne"),
        ("Postal code", "42000"),
        ("Country", "France"),
        ("Website", "https://fournil.example"),
        ("LinkedIn", "https://www.linkedin.com/in/zoe-lefevre"),
        ("Tags", "Salon, VIP"),
        ("Notes", "ligne 1\nligne 2 qui est coupée"),
    ] {
        assert_eq!(cell(&table, 1, head), expected, "{head}");
    }
}

#[test]
fn old_cards_with_quoted_printable_and_groups_are_read() {
    let cards = b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:H=C3=A9rault;L=C3=A9o\nTEL;CELL;PREF:+33612345678\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Amis\nMEMBER:urn:uuid:1\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Paul Martin\nTEL;VALUE=uri;PREF=1:tel:+33-1-99-00-12-34;ext=12\nEMAIL:paul@martin.example\nEND:VCARD\n";
    let table = table(cards);
    assert_eq!(table.len(), 4, "a header, and a row for each card");
    assert_eq!((cell(&table, 1, "Last name"), cell(&table, 1, "First name")), ("Hérault", "Léo"));
    assert_eq!(cell(&table, 1, "Phone"), "+33612345678");
    assert!(table[2].iter().all(String::is_empty), "a list of cards is nobody: {:?}", table[2]);
    assert_eq!(
        cell(&table, 3, "Full name"),
        "Paul Martin",
        "a card without parts of a name has the whole one"
    );
    assert_eq!(cell(&table, 3, "Phone"), "+33-1-99-00-12-34 ext. 12");
}

#[test]
fn a_damaged_card_costs_itself_only() {
    let cards = b"BEGIN:VCARD\nN:A;B\nBEGIN:VCARD\n\xff\xfe;;;\nEND:VCARD\nrubbish\nBEGIN:VCARD\nN:Martin;Paul\nEND:VCARD\n";
    let table = table(cards);
    assert_eq!(cell(&table, table.len() - 1, "Last name"), "Martin");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(texts in prop::collection::vec("[ -~àéœ€«»\u{202f}’;,\\\\\n]{0,120}", 4), is_old: bool) {
        let version = if is_old { CardVersion::V3 } else { CardVersion::V4 };
        let mut writer = CardWriter::new(Vec::new(), version);
        writer.begin().unwrap();
        writer.write("N", CardValue::Parts(&[&texts[0], &texts[1], "", "", ""])).unwrap();
        writer.write("ORG", CardValue::Text(&texts[2])).unwrap();
        writer.write("NOTE", CardValue::Text(&texts[3])).unwrap();
        writer.end().unwrap();
        let table = table(&writer.finish().unwrap());
        for (head, text) in [("Last name", &texts[0]), ("First name", &texts[1]), ("Company", &texts[2]), ("Notes", &texts[3])] {
            prop_assert_eq!(cell(&table, 1, head), text.trim(), "{}", head);
        }
    }
}
