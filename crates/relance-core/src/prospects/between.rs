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

/// Living prospects who have nothing in a column.
pub(super) fn blank(finder: &Finder<'_>, column: &str) -> Outcome<Set> {
    if let Some((order, _)) = order::at_hand(finder.db, finder.lists, column)? {
        // Nothing is behind everything, in rising and in falling orders.
        let start = first(finder, &order, &format!("{column} IS NOT NULL"), |is_there| is_there == Some(1))?;
        return set_of(order[start..].to_vec());
    }
    finder.ids(&format!("SELECT id FROM prospect WHERE deleted_at IS NULL AND {column} IS NULL"), [])
}

/// The place of the first of an order who is not before a bound. Orders hold ids alone: some twenty people are looked at.
fn first(
    finder: &Finder<'_>,
    order: &[i64],
    expression: &str,
    is_before: impl Fn(Option<i64>) -> bool,
) -> Outcome<usize> {
    let sql = format!("SELECT {expression} FROM prospect WHERE id = ?1");
    let (mut low, mut high) = (0, order.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(finder.db.scalar(&sql, [order[middle]])?) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

fn stretch(
    finder: &Finder<'_>,
    column: &str,
    order: &[i64],
    descending: bool,
    from: i64,
    to: i64,
) -> Outcome<Set> {
    let place = |is_before: &dyn Fn(i64) -> bool| {
        first(finder, order, column, |number| number.is_some_and(is_before))
    };
    let (start, end) = if descending {
        (place(&|number| number > to)?, place(&|number| number >= from)?)
    } else {
        (place(&|number| number < from)?, place(&|number| number <= to)?)
    };
    let found = &order[start..end];
    if found.len() > order.len() / 2 {
        // Fewer are left out than found.
        let others = [&order[..start], &order[end..]].concat();
        return Ok(finder.everybody()?.as_ref() - &set_of(others)?);
    }
    set_of(found.to_vec())
}
