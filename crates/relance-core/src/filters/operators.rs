//! The words between a field and its value, in both languages.

use relance_model::filters::Op;

/// What was said: the comparison, denied or not, and how many words it took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub op: Op,
    pub is_denied: bool,
}

const fn said(op: Op) -> Said {
    Said { op, is_denied: false }
}

const fn denied(op: Op) -> Said {
    Said { op, is_denied: true }
}

/// Plain words, the longer before those that begin them.
pub(super) const WORDED: [(&str, Said); 67] = [
    ("n'est pas vide", denied(Op::Empty)),
    ("is not empty", denied(Op::Empty)),
    ("est renseigne", denied(Op::Empty)),
    ("est renseignee", denied(Op::Empty)),
    ("est rempli", denied(Op::Empty)),
    ("is known", denied(Op::Empty)),
    ("est vide", said(Op::Empty)),
    ("is empty", said(Op::Empty)),
    ("n'est pas parmi", denied(Op::Is)),
    ("is not one of", denied(Op::Is)),
    ("est parmi", said(Op::Is)),
    ("is one of", said(Op::Is)),
    ("is any of", said(Op::Is)),
    ("n'est pas", denied(Op::Is)),
    ("n'est ni", denied(Op::Is)),
    ("is not", denied(Op::Is)),
    ("est superieur a", said(Op::Above)),
    ("est superieure a", said(Op::Above)),
    ("is above", said(Op::Above)),
    ("superieur a", said(Op::Above)),
    ("superieure a", said(Op::Above)),
    ("est inferieur a", said(Op::Below)),
    ("est inferieure a", said(Op::Below)),
    ("is below", said(Op::Below)),
    ("inferieur a", said(Op::Below)),
    ("inferieure a", said(Op::Below)),
    ("est entre", said(Op::Between)),
    ("is between", said(Op::Between)),
    ("entre", said(Op::Between)),
    ("between", said(Op::Between)),
    ("est avant", said(Op::Below)),
    ("est apres", said(Op::Above)),
    ("is before", said(Op::Below)),
    ("is after", said(Op::Above)),
    ("il y a plus de", said(Op::Older)),
    ("il y a au moins", said(Op::Older)),
    ("il y a moins de", said(Op::Last)),
    ("depuis plus de", said(Op::Older)),
    ("depuis moins de", said(Op::Last)),
    ("for more than", said(Op::Older)),
    ("for at least", said(Op::Older)),
    ("dans les", said(Op::Last)),
    ("in the", said(Op::Last)),
    ("within the", said(Op::Last)),
    ("more than", said(Op::Above)),
    ("less than", said(Op::Below)),
    ("ne contient pas", denied(Op::Contains)),
    ("does not contain", denied(Op::Contains)),
    ("contient", said(Op::Contains)),
    ("contains", said(Op::Contains)),
    ("commence par", said(Op::Begins)),
    ("begins with", said(Op::Begins)),
    ("starts with", said(Op::Begins)),
    ("se termine par", said(Op::Ends)),
    ("finit par", said(Op::Ends)),
    ("ends with", said(Op::Ends)),
    ("a partir de", said(Op::AtLeast)),
    ("a partir du", said(Op::AtLeast)),
    ("jusqu'au", said(Op::AtMost)),
    ("jusqu'a", said(Op::AtMost)),
    ("au moins", said(Op::AtLeast)),
    ("at least", said(Op::AtLeast)),
    ("au plus", said(Op::AtMost)),
    ("at most", said(Op::AtMost)),
    ("est", said(Op::Is)),
    ("is", said(Op::Is)),
    ("avant", said(Op::Below)),
];

/// Single words that are too short to be looked for before the others.
pub(super) const LATER: [(&str, Said); 6] = [
    ("before", said(Op::Below)),
    ("apres", said(Op::Above)),
    ("after", said(Op::Above)),
    ("from", said(Op::AtLeast)),
    ("until", said(Op::AtMost)),
    ("parmi", said(Op::Is)),
];

/// How an operator is written: French, French denied, English, English denied. Denied is empty where it is said by a
/// negation in front.
pub(super) fn written(op: Op, is_about_days: bool) -> [&'static str; 4] {
    match op {
        Op::Is => ["est", "n’est pas", "is", "is not"],
        Op::Empty => ["est vide", "n’est pas vide", "is empty", "is not empty"],
        Op::Contains => ["contient", "ne contient pas", "contains", "does not contain"],
        Op::Begins => ["commence par", "", "begins with", ""],
        Op::Ends => ["finit par", "", "ends with", ""],
        Op::Above if is_about_days => ["après", "", "after", ""],
        Op::Below if is_about_days => ["avant", "", "before", ""],
        Op::AtLeast if is_about_days => ["à partir de", "", "from", ""],
        Op::AtMost if is_about_days => ["jusqu’à", "", "until", ""],
        Op::Above => ["supérieur à", "", "is above", ""],
        Op::Below => ["inférieur à", "", "is below", ""],
        Op::AtLeast => ["au moins", "", "at least", ""],
        Op::AtMost => ["au plus", "", "at most", ""],
        Op::Between => ["entre", "", "between", ""],
        Op::Last => ["dans les", "", "in the last", ""],
        Op::Older => ["il y a au moins", "", "at least", ""],
        Op::Next => ["dans les", "", "in the next", ""],
    }
}
