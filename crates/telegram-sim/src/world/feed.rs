//! What was touched lately, for those who watch the world through somebody's eyes.
//!
//! Everything that changes what an account sees leaves a touch: messages by `World::message_mut` and `World::store`, the
//! rest by the deed itself. A touch says where to look, not what happened; `view` renders what is there by then. The feed
//! is bounded: whoever falls behind reads everything anew. It costs a push into a ring when nobody watches, and does not
//! depend on the log.

use std::collections::VecDeque;

use super::message::{MessageKey, Place};

/// Touches that are kept.
const TOUCHES_MAX: usize = 8_192;

/// What to look at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Touch {
    /// A message, and those that show it inside.
    Message(MessageKey),
    /// A chat's line in the list, and its details.
    Place(Place),
    /// A topic as a whole; thread 0 is General.
    Topic { chat: i64, thread: i64 },
    /// How an account stands to a chat: with it everything may look different to that account.
    Standing { chat: i64, account: i64 },
    /// How far an account has read.
    Read {
        account: i64,
        place: Place,
        thread: i64,
    },
    /// What a bot can be told by commands.
    Commands { bot: i64 },
    /// The list of accounts.
    People,
    /// A button's press was answered.
    Answered,
    /// A bot called: the number in the list of calls.
    Call(u64),
}

/// The ring of touches.
#[derive(Default)]
pub(crate) struct Feed {
    kept: VecDeque<Touch>,
    /// Touches ever.
    seq: u64,
}

impl Feed {
    pub(crate) fn touch(&mut self, touch: Touch) {
        if self.kept.len() == TOUCHES_MAX {
            self.kept.pop_front();
        }
        self.kept.push_back(touch);
        self.seq += 1;
    }

    /// For what changes so much that everybody reads anew.
    pub(crate) fn touch_all(&mut self) {
        self.kept.clear();
        self.seq += 1;
    }

    /// Number of touches so far.
    pub(crate) fn seq(&self) -> u64 {
        self.seq
    }

    /// The touches after the first `seq`; `None` if they are no longer all there.
    pub(crate) fn since(&self, seq: u64) -> Option<impl Iterator<Item = Touch>> {
        let missing = usize::try_from(self.seq.checked_sub(seq)?).ok()?;
        let start = self.kept.len().checked_sub(missing)?;
        Some(self.kept.range(start..).copied())
    }
}
