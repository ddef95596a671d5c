//! Which old backups stay: the last of each of 14 days, and the last of each of 8 weeks.

/// What keeps a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Daily,
    Weekly,
    /// It may go.
    No,
}

const DAYS: usize = 14;
const WEEKS: usize = 8;
const DAY: i64 = 86_400_000;

/// Sorts backups by instant (UTC ms, any order): the newest of each of the last 14 days that have one, then the
/// newest of each of the last 8 weeks (from Monday, UTC) that have one.
#[must_use]
pub fn keep(instants: &[i64]) -> Vec<Kept> {
    let mut order: Vec<usize> = (0..instants.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(instants[*i]));
    let mut kept = vec![Kept::No; instants.len()];
    let (mut days, mut weeks): (Vec<i64>, Vec<i64>) = (Vec::new(), Vec::new());
    for i in order {
        let day = instants[i].div_euclid(DAY);
        // 1970-01-01 was a Thursday: three days after a Monday.
        let week = (day + 3).div_euclid(7);
        let is_daily = days.len() < DAYS && days.last() != Some(&day);
        let is_weekly = weeks.len() < WEEKS && weeks.last() != Some(&week);
        if is_daily {
            days.push(day);
        }
        if is_weekly {
            weeks.push(week);
        }
        kept[i] = match (is_daily, is_weekly) {
            (true, _) => Kept::Daily,
            (false, true) => Kept::Weekly,
            (false, false) => Kept::No,
        };
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{DAY, Kept, keep};

    #[test]
    fn a_year_of_backups_leaves_fourteen_days_and_eight_weeks() {
        let start = 1_790_000_000_000;
        let twice_a_day: Vec<i64> = (0..730).map(|i| start + i * DAY / 2).collect();
        let kept = keep(&twice_a_day);
        assert_eq!(kept.iter().filter(|k| **k == Kept::Daily).count(), 14);
        let weekly: Vec<i64> =
            twice_a_day.iter().zip(&kept).filter(|(_, k)| **k == Kept::Weekly).map(|(at, _)| *at).collect();
        assert!(
            (5..=7).contains(&weekly.len()),
            "eight weeks less those that daily ones cover: {}",
            weekly.len()
        );
        assert_eq!(kept.last(), Some(&Kept::Daily), "the newest always stays");
        assert!(weekly.iter().all(|at| twice_a_day[729] - at < 57 * DAY));
    }

    #[test]
    fn few_backups_all_stay_one_a_day() {
        assert_eq!(keep(&[5, DAY * 40]), [Kept::Daily, Kept::Daily]);
        assert_eq!(keep(&[0, 10, DAY]), [Kept::No, Kept::Daily, Kept::Daily], "the later one of a day");
        assert!(keep(&[]).is_empty());
    }
}
