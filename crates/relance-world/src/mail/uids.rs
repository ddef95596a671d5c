//! Sets of message numbers, as IMAP writes them (RFC 3501 §9 `sequence-set`).

use std::fmt::Write as _;

/// UIDs of a folder, each once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uids(Vec<(u32, u32)>);

/// Letters of a set in one command; servers refuse lines much longer than 8,000.
const LONGEST: usize = 4000;

impl Uids {
    /// All from this one on. A server answers `n:*` with its last message even where that one is below `n`:
    /// whoever asks looks at each number.
    #[must_use]
    pub fn from(first: u32) -> Self {
        Self(vec![(first.max(1), u32::MAX)])
    }

    #[must_use]
    pub fn all() -> Self {
        Self::from(1)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn contains(&self, uid: u32) -> bool {
        self.0.iter().any(|(from, to)| (*from..=*to).contains(&uid))
    }

    /// As many parts as fit a command line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for (from, to) in &self.0 {
            if !line.is_empty() {
                if line.len() > LONGEST {
                    lines.push(std::mem::take(&mut line));
                } else {
                    line.push(',');
                }
            }
            let _ = match (from, to) {
                (_, &u32::MAX) => write!(line, "{from}:*"),
                (from, to) if from == to => write!(line, "{from}"),
                _ => write!(line, "{from}:{to}"),
            };
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

impl FromIterator<u32> for Uids {
    fn from_iter<I: IntoIterator<Item = u32>>(uids: I) -> Self {
        let mut sorted: Vec<u32> = uids.into_iter().filter(|uid| *uid > 0).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for uid in sorted {
            match ranges.last_mut() {
                Some((_, to)) if to.checked_add(1) == Some(uid) => *to = uid,
                _ => ranges.push((uid, uid)),
            }
        }
        Self(ranges)
    }
}

#[cfg(test)]
mod tests {
    use super::Uids;

    #[test]
    fn neighbours_become_ranges_and_each_is_asked_for_once() {
        let uids: Uids = [7, 3, 4, 5, 9, 4].into_iter().collect();
        assert_eq!(uids.lines(), ["3:5,7,9"]);
        assert!(uids.contains(4) && !uids.contains(6));
        assert_eq!(Uids::from(12).lines(), ["12:*"]);
        assert_eq!(Uids::from(0).lines(), ["1:*"], "there is no message 0");
        assert!(Uids::default().lines().is_empty(), "nothing asked, nothing sent");
    }

    #[test]
    fn a_set_too_long_for_a_line_is_cut_between_numbers() {
        let uids: Uids = (1..=20_000).step_by(2).collect();
        let lines = uids.lines();
        assert!(lines.len() > 1 && lines.iter().all(|line| line.len() < 4100), "{}", lines.len());
        let asked: Vec<u32> =
            lines.iter().flat_map(|line| line.split(',')).filter_map(|uid| uid.parse().ok()).collect();
        assert_eq!(asked, (1..=20_000).step_by(2).collect::<Vec<u32>>());
    }
}
