//! Which character separates the fields: the one under which the first records agree best on
//! their number of fields. Quotes are respected; decimal commas must not win against semicolons.

const CANDIDATES: [u8; 4] = [b';', b'\t', b',', b'|'];
const RECORDS: usize = 200;

/// Decides the delimiter of `sample`, whose last record may be cut. A text of one column has
/// none: one that does not occur, then, so that its cells stay whole.
pub(crate) fn detect(sample: &str, complete: bool) -> u8 {
    let mut best = (Agreement::default(), b',');
    for delimiter in CANDIDATES {
        let found = agreement(&counts(sample.as_bytes(), delimiter, complete));
        if found.score > best.0.score + 1e-9 {
            best = (found, delimiter);
        }
    }
    if best.0.share >= 0.5 {
        return best.1;
    }
    let absent =
        [b',', b';', b'\t', b'|'].into_iter().find(|delimiter| !sample.as_bytes().contains(delimiter));
    // Ragged lists of several columns exist; a stray comma here and there is no list.
    if best.0.share >= 0.35 { best.1 } else { absent.unwrap_or(best.1) }
}

/// Number of fields of each of the first records.
fn counts(sample: &[u8], delimiter: u8, complete: bool) -> Vec<usize> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let mut output = vec![0; sample.len().max(1)];
    let mut ends = vec![0; 20_000];
    let mut counts = Vec::new();
    let mut input = sample;
    while counts.len() < RECORDS {
        let (result, consumed, _, fields) = reader.read_record(input, &mut output, &mut ends);
        input = &input[consumed..];
        match result {
            csv_core::ReadRecordResult::Record => counts.push(fields),
            csv_core::ReadRecordResult::InputEmpty if complete => {
                if consumed == 0 && fields == 0 {
                    break;
                }
                // The next call, with no input, flushes the last record.
                if let (csv_core::ReadRecordResult::Record, _, _, more) =
                    reader.read_record(&[], &mut output, &mut ends)
                {
                    counts.push(fields + more);
                }
                break;
            }
            _ => break,
        }
    }
    counts
}

#[derive(Default)]
struct Agreement {
    /// Grows with the share and, slowly, with the number of fields.
    score: f64,
    /// Of the records, those of the commonest size above one field.
    share: f64,
}

fn agreement(counts: &[usize]) -> Agreement {
    let mut commonest = (0, 0);
    for &size in counts.iter().filter(|&&size| size > 1) {
        let times = counts.iter().filter(|&&other| other == size).count();
        commonest = commonest.max((times, size));
    }
    let (times, size) = commonest;
    if times == 0 {
        return Agreement::default();
    }
    let share = times as f64 / counts.len() as f64;
    Agreement { score: share * share * (size as f64).ln_1p(), share }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_on_which_the_records_agree() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
            ("Nom;Montant;Taux\nDupont, Jean;1,5;2,5\nMartin;3,5;4\n", b';'),
            ("a\tb\tc\n1,2\t3;4\t5\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("\"a;b;c\",\"d\"\n\"x;y;z\",\"w\"\n", b','),
            ("email\na@b.fr\nc@d.fr\n", b','),
            ("Export du 3 mars, complet\n\nNom;Ville\nLéa;Lyon\nPaul;Nice\n", b';'),
            ("nom,adresse\n\"Dupont\",\"1; rue\nde Lyon\"\n\"Paul\",\"2; rue\"\n", b','),
            ("one line only; yes", b';'),
            ("Société\nDupont, Martin et Cie\nAcme\nBoréal\nÉtoile\nZen\n", b';'),
            ("a,b,c\n1\n\n2,3,4\n5\n6,7,8\n", b','),
            ("", b','),
        ] {
            assert_eq!(detect(text, true), delimiter, "for {text:?}");
        }
    }

    #[test]
    fn a_cut_record_does_not_count() {
        assert_eq!(detect("a;b;c\n1;2;3\n1,5;2,5;3,5\n4,", false), b';');
    }
}
