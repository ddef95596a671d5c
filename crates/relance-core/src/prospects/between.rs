//! Who has a number between two: a stretch of the order by it where that is at hand, else of its index.

use super::{
    order,
    sets::{Finder, Set, set_of},
};
use relance_model::Outcome;

/// Living prospects whose number in a column is from the one to the other, both included.
pub(super) fn between(finder: &Finder<'_>, column: &str, from: i64, to: i64) -> Outcome<Set> {
    if from > to {
        return Ok(Set::new());
    }
    // Whoever has one number is read from the index at once.
    if from < to
        && let Some((order, descending)) = order::at_hand(finder.db, finder.lists, column)?
    {
        return stretch(finder, column, &order, descending, from, to);
    }
    finder.ids(
        &format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND {column} BETWEEN ?1 AND ?2"),
        [from, to],
    )
}

/// Orders hold ids alone: the ends of the stretch are found by looking at some twenty people each.
fn stretch(
    finder: &Finder<'_>,
    column: &str,
    order: &[i64],
    descending: bool,
    from: i64,
    to: i64,
) -> Outcome<Set> {
    let sql = format!("SELECT {column} FROM prospect WHERE id = ?1");
    let first = |is_before: &dyn Fn(i64) -> bool| -> Outcome<usize> {
        let (mut low, mut high) = (0, order.len());
        while low < high {
            let middle = low + (high - low) / 2;
            // Nothing is behind all numbers.
            if finder.db.scalar::<Option<i64>>(&sql, [order[middle]])?.is_some_and(is_before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    };
    let (start, end) = if descending {
        (first(&|number| number > to)?, first(&|number| number >= from)?)
    } else {
        (first(&|number| number < from)?, first(&|number| number <= to)?)
    };
    let found = &order[start..end];
    if found.len() > order.len() / 2 {
        // Fewer are left out than found.
        let others = [&order[..start], &order[end..]].concat();
        return Ok(finder.everybody()?.as_ref() - &set_of(others)?);
    }
    set_of(found.to_vec())
}
