//! What does this event change? A pure function: event and facts in, changes out.
//!
//! Neighbours: `client`, `group` and `rest` hold one decision each; `call` takes over once a delivery exists.
//! Deliberately absent: everything about *when* and *how* a delivery is made.

use relevo_telegram::UserId;

use crate::{
    Callback, Cell, Change, Connection, Conversation, Delivery, Event, Fate, Fresh, LinkRole,
};

/// The facts that a decision is given, gathered by the program for this one event.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Unix milliseconds.
    pub now_ms: i64,
    /// The connection whose identity received the event.
    pub connection: &'a Connection,
    /// Its cell.
    pub cell: &'a Cell,
    /// The bots and accounts of this installation: what they write is never a client's or an operator's word.
    pub fleet: &'a [UserId],
    /// The conversation of the client chat, or the one that owns the topic. It may belong to another connection of the cell.
    pub conversation: Option<&'a Conversation>,
    /// The digest of the names that this event shows for the client chat (see `Conversation::card_digest`); 0 if it shows none.
    pub card_digest: i64,
    /// What the message answered in the group is, if a link says so.
    pub reply_role: Option<LinkRole>,
    /// The pressed button's row.
    pub callback: Option<&'a Callback>,
    /// The delivery that the pressed button is about, body included, if it is still there.
    pub delivery: Option<&'a Delivery>,
}

/// What an event changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// What becomes of the update.
    pub fate: Fate,
}

/// What does this event change?
pub fn decide(_event: &Event, _context: &Context<'_>, _fresh: &mut Fresh) -> Decision {
    Decision {
        changes: Vec::new(),
        fate: Fate::Internal,
    }
}
