//! Whoever has chats with several bots of a group gets a broadcast once: over which of them.
//!
//! A private chat bears its person's number whatever the bot, and a group its own, so the same number is the same recipient. Neighbour: the
//! program's `broadcasts::gather` meets them.

use super::state::Why;

/// The same person's chat with one of the group's bots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// Why nothing would be sent there.
    pub why: Option<Why>,
    /// When they wrote there last, Unix milliseconds; 0: never.
    pub contact_ms: i64,
}

/// Which of these chats stands for the person: what they, or the team, have said about broadcasts holds for every bot; otherwise where
/// something can be sent, and they wrote last.
///
/// # Panics
/// If there are none.
#[must_use]
pub fn kept(met: &[Met]) -> usize {
    let rank = |one: &Met| match one.why {
        Some(Why::OptedOut | Why::Banned) => 2,
        None => 1,
        Some(_) => 0,
    };
    let best = |place: &usize| {
        let one = &met[*place];
        // Of equals the first.
        (rank(one), one.contact_ms, std::cmp::Reverse(*place))
    };
    (0..met.len()).max_by_key(best).expect("somebody was met")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(why: Option<Why>, contact_ms: i64) -> Met {
        Met { why, contact_ms }
    }

    /// Promise: once, where they wrote last and something can be sent; an opt-out or a ban at one bot holds for all.
    #[test]
    fn one_chat_stands_for_a_person() {
        for (chats, expected) in [
            (vec![met(None, 1), met(None, 2)], 1),
            (vec![met(None, 2), met(None, 2)], 0),
            (vec![met(Some(Why::Blocked), 9), met(None, 1)], 1),
            (vec![met(None, 9), met(Some(Why::OptedOut), 1)], 1),
            (vec![met(Some(Why::Banned), 0), met(None, 9)], 0),
            (
                vec![met(Some(Why::Blocked), 1), met(Some(Why::Stopped), 2)],
                1,
            ),
        ] {
            assert_eq!(kept(&chats), expected, "{chats:?}");
        }
    }
}
