//! Is any row missing? Each bot's updates are numbered as they are stored, without gaps; Telegram's own numbers may have some.

use std::collections::BTreeMap;

use relevo_core::InboxMark;

use super::{Account, Wrong};
use crate::store::{InboxOf, Look, Period, StoreError};

/// Which numbers were seen, as ranges: one, where nothing is missing.
#[derive(Default)]
pub(super) struct Numbers {
    /// First and last of each range.
    ranges: BTreeMap<i64, i64>,
    /// Updates without a number, of the time before there were any.
    pub(super) unnumbered: i64,
}

impl Numbers {
    pub(super) fn see(&mut self, number: i64) {
        let before = self.ranges.range(..=number).next_back();
        let (mut first, mut last) = (number, number);
        if let Some((known, end)) = before.map(|(first, last)| (*first, *last))
            && end >= number - 1
        {
            (first, last) = (known, end.max(number));
        }
        if let Some(end) = self.ranges.remove(&(last + 1)) {
            last = end;
        }
        self.ranges.insert(first, last);
    }

    fn count(&self) -> i64 {
        let lengths = self.ranges.iter().map(|(first, last)| last - first + 1);
        lengths.sum()
    }

    /// What is not there between two numbers.
    fn missing(&self, (below, above): (i64, i64)) -> Vec<(i64, i64)> {
        let (mut missing, mut next) = (Vec::new(), below + 1);
        for (first, last) in &self.ranges {
            let (first, last) = ((*first).max(below + 1), (*last).min(above - 1));
            if first > last {
                continue;
            }
            if first > next {
                missing.push((next, first - 1));
            }
            next = last + 1;
        }
        if next < above {
            missing.push((next, above - 1));
        }
        missing
    }
}

/// Counts what came in by the numbers around the period, and names what is gone.
pub(super) async fn check(
    look: &mut Look,
    (of, period): (&InboxOf, Period),
    numbers: Numbers,
    account: &mut Account,
) -> Result<(), StoreError> {
    let around = look.around(of, period).await?;
    account.came_in += numbers.count() + numbers.unnumbered;
    for range in numbers.missing(around) {
        for gap in really_gone(look, of, range).await? {
            account.came_in += gap.1 - gap.0 + 1;
            name(look, of, gap, account).await?;
        }
    }
    Ok(())
}

/// A clock that was set back lets updates of another time have numbers of this one: those are not missing.
async fn really_gone(
    look: &mut Look,
    of: &InboxOf,
    (first, last): (i64, i64),
) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut there = Numbers::default();
    let mut from = first;
    loop {
        let page = look.numbered(of, (from, last)).await?;
        let Some((number, ..)) = page.last() else {
            break;
        };
        from = number + 1;
        for (number, ..) in page {
            there.see(number);
        }
    }
    Ok(there.missing((first - 1, last + 1)))
}

async fn name(
    look: &mut Look,
    of: &InboxOf,
    (first, last): (i64, i64),
    account: &mut Account,
) -> Result<(), StoreError> {
    let before = look.numbered(of, (first - 1, first - 1)).await?;
    let after = look.numbered(of, (last + 1, last + 1)).await?;
    let mark = |found: &[(i64, InboxMark, i64)]| found.first().map(|(_, mark, _)| *mark);
    let at_ms = after.first().or(before.first()).map(|(_, _, at_ms)| *at_ms);
    let (after_this, before_this) = (mark(&before), mark(&after));
    let count = last - first + 1;
    let what = Wrong::Gone {
        count,
        after: after_this,
        before: before_this,
    };
    account.wrong(of, (between(after_this, before_this, count), at_ms), what);
    Ok(())
}

/// Which update it was, where only one can have stood there.
fn between(after: Option<InboxMark>, before: Option<InboxMark>, count: i64) -> Option<InboxMark> {
    let (after, before) = (after?, before?);
    let fits = after.epoch == before.epoch && before.update.0 - after.update.0 == 2 && count == 1;
    fits.then(|| InboxMark {
        update: relevo_telegram::UpdateId(after.update.0 + 1),
        ..after
    })
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    fn of(seen: &[i64]) -> Numbers {
        let mut numbers = Numbers::default();
        seen.iter().for_each(|number| numbers.see(*number));
        numbers
    }

    /// Promise: whatever the order, exactly the missing numbers are named, and one range holds what is complete.
    #[test]
    fn exactly_what_is_missing_is_named() {
        assert_eq!(of(&[1, 2, 3]).missing((0, 4)), Vec::new());
        assert_eq!(of(&[3, 1, 2]).ranges.len(), 1);
        assert_eq!(of(&[2, 2, 1, 3, 3]).count(), 3);
        assert_eq!(of(&[2, 5, 3]).missing((0, 7)), vec![(1, 1), (4, 4), (6, 6)]);
        assert_eq!(of(&[]).missing((0, 3)), vec![(1, 2)]);
        assert_eq!(of(&[]).missing((4, 5)), Vec::new());
        assert_eq!(of(&[1, 8, 9, 20]).missing((7, 11)), vec![(10, 10)]);
    }
}
