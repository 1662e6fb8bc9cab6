//! From a delivery to a call, and from a call's outcome to what follows.
//!
//! `next_call` is asked as often as needed: if the conversation has no topic the call is "create topic", and once that is
//! recorded the delivery is asked again. Topics therefore need no process of their own, and one deleted by hand is made
//! anew by the same road.

mod account;
mod after;
mod albums;
mod backlog;
mod bans;
mod broadcasts;
mod edits;
mod error_text;
mod forum;
mod groups;
mod info;
mod invites;
mod keep;
mod matter;
mod moves;
mod next;
mod panel;
mod reactions;
mod refused;
mod relays;
mod retried;
mod saved;
mod standing;
mod status;
mod topic;
mod units;
mod unsettled;

use relevo_telegram::{Call, Place, ThreadId};

pub use after::after_call;
pub use forum::{FORUM_SEEN_MS, is_blind};
pub use next::next_call;
pub(crate) use status::ANSWER_AGE_MAX_MS;
pub use units::cost_in_the_dark;

use crate::words::Spoken;
use crate::{
    BacklogFacts, Card, Cell, Change, Codebook, Connection, Conversation, Delivery, IdentityId,
    InfoFacts, Notice, PanelFacts, ReactionFacts, Reading, Relay, TitleNames,
};

/// How long the echo of a topic whose making has an unknown outcome is awaited before it is made again.
pub const TOPIC_ECHO_WAIT_MS: i64 = 5_000;

/// The facts that `next_call` and `after_call` are given.
#[derive(Clone, Copy)]
pub struct CallFacts<'a> {
    /// The delivery's cell.
    pub cell: &'a Cell,
    /// The delivery's connection.
    pub connection: &'a Connection,
    /// The delivery's conversation, as it is now.
    pub conversation: Option<&'a Conversation>,
    /// The names for a topic still to be made; given only if there is no topic, and where a client's message may have failed.
    pub card: Option<&'a Card>,
    /// With it: the name that the team gave the conversation.
    pub called: Option<&'a Card>,
    /// With it: what the title shows for the conversation's marks.
    pub ticker: Option<&'a Card>,
    /// With it: the name of who is responsible.
    pub responsible: Option<&'a Card>,
    /// The custom emoji that is the icon of the connection's new topics, if Telegram offers the one that the owner wants.
    pub icon: Option<&'a str>,
    /// The other side of what the delivery answers, if a link gives it.
    pub reply_target: Option<i64>,
    /// The topic of the client's own forum in which that other side is; 0 for General.
    pub reply_source: Option<ThreadId>,
    /// For an edit to a client: an earlier version that has not gone. It is held, has failed, or was sent again by a person's
    /// word, which put it behind the edit.
    pub original: Option<&'a Delivery>,
    /// For an edit to a client without a copy in the chat: the copy in the chat that it was before its upgrade.
    pub copy_of_before: Option<Place>,
    /// Whether the supergroup of which a refusal tells that this group became it has a conversation of its own already.
    pub taken: bool,
    /// Where code names come from.
    pub codebook: &'a dyn Codebook,
    /// The relays of the cell.
    pub relays: &'a [Relay],
    /// For an edit in the topic: the relay that posted the copy; none: the frontend.
    pub copy_by: Option<IdentityId>,
    /// For reactions, and for what was sent again: what is known of the message and of the reactions to it.
    pub reactions: Option<&'a ReactionFacts>,
    /// How far the connection's updates have been read; of interest to albums.
    pub reading: Reading,
    /// For the line of a backlog: what waits.
    pub backlog: Option<BacklogFacts>,
    /// For bans: the ids that the connection ignores now. None: those of its parameters.
    pub ignored: Option<&'a [i64]>,
    /// For cards: what is known of the client or chat.
    pub info: Option<InfoFacts<'a>>,
    /// For what is put into the topic "Replies": that topic, if it was made.
    pub reply_topic: Option<ThreadId>,
    /// With it: whether the quick reply is wanted still; it may have been deleted, or another saved under its name.
    pub reply_wanted: bool,
    /// For panels: which, and how it is to look.
    pub panel: Option<PanelFacts<'a>>,
    /// Whether the person whose album this is has written something else since, which waits behind it.
    pub followed: bool,
    /// Turns a notice into words.
    pub say: &'a dyn Fn(&Notice) -> Spoken,
}

impl<'a> CallFacts<'a> {
    /// The names for the topic's title.
    pub(crate) fn names(&self, nameless: &'a Card) -> TitleNames<'a> {
        TitleNames {
            card: self.card.unwrap_or(nameless),
            called: self.called,
            ticker: self.ticker,
            responsible: self.responsible,
        }
    }
}

/// What a delivery needs now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// This call, by this identity, for so many units of the chat's budget.
    Call {
        /// The call.
        call: Call,
        /// Who makes it.
        by: IdentityId,
        /// Whether any relay may make it instead.
        pooled: bool,
        /// What it costs; 0 for calls that post nothing.
        units: u32,
    },
    /// No call: these changes settle it, or let it be asked again later.
    Settle(Vec<Change>),
    /// Nothing yet: more may come that belongs to it. To be asked again then.
    NotYet {
        /// Unix milliseconds.
        until_ms: i64,
    },
}

/// How long to wait after so many attempts without success, in milliseconds: 1 s doubling up to 5 minutes.
#[must_use]
pub fn backoff_ms(attempts: u32) -> i64 {
    1_000_i64
        .saturating_mul(1_i64 << attempts.min(9))
        .min(300_000)
}

#[cfg(test)]
mod tests;
