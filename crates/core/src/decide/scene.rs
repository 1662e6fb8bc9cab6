//! What is known besides, where an event is about more than a private chat that goes on: all of it is fetched only then.

use relevo_telegram::{Message, Place, ThreadId, UserId};

use super::{About, Colleague, Question, Shown};
use crate::{CardId, Connection, Conversation, Delivery, DeskStatus, Participant, TopicList};

/// See the module.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scene<'a> {
    /// Whether a member of the backend group did this.
    pub operator: bool,
    /// Whether whoever pressed a button is in the backend group.
    pub presence: Presence,
    /// The account in whose private chats this is: nothing can be copied from there, and what it writes itself shows its author.
    pub account: Option<UserId>,
    /// Of messages that are gone: what is known of each, in their order; none if they are too many.
    pub deleted: &'a [About<'a>],
    /// Whether the cell has relays: then words travel as words, which any of them can send, instead of as a copy.
    pub relays: bool,
    /// The start parameter of a client of whom nothing has been mirrored yet.
    pub start: Option<&'a str>,
    /// The broadcast that a client's message answers.
    pub broadcast: Option<&'a crate::broadcast::Named>,
    /// The title of the group that a pressed button is about.
    pub title: Option<&'a str>,
    /// The topics of the client's own forum, as far as they are known.
    pub sources: &'a [Source],
    /// The connection that mirrors the conversation, if that is another one and stopped.
    pub stopped_owner: Option<&'a Connection>,
    /// Whether this connection is the one to tell operators so, and what else is said once for the group. Not of what the other has
    /// taken in before.
    pub speaks: bool,
    /// Which time of writing the conversation's topic was told last (Unix seconds), if it was lately.
    pub told_s: Option<i64>,
    /// The conversation of the channel whose post Telegram forwarded by itself.
    pub channel: Option<&'a Conversation>,
    /// In a channel's topic: the message in the linked discussion group that a comment on what was answered answers.
    pub comment: Option<Place>,
    /// Whether the supergroup that this group became has a conversation of its own already: nobody told of the upgrade in time.
    pub taken: bool,
    /// The usernames of the installation's bots, without `@`.
    pub bots: &'a [String],
    /// The name of who is responsible for the conversation, if the event gives its topic a title or asks who is to be.
    pub responsible: Option<&'a str>,
    /// With it: what the title shows for the conversation's marks.
    pub ticker: Option<&'a str>,
    /// What is known of who wrote this in a client's group.
    pub participant: Option<Participant>,
    /// The digest of the names that they have now; 0 where nobody asks.
    pub author_digest: i64,
    /// The conversation whose topic's link a command in General names.
    pub linked: Option<&'a Conversation>,
    /// Whether the connection of that conversation is another one and stopped: then nobody opens it.
    pub linked_stopped: bool,
    /// How the desk stands, if this asks for it ([`crate::asks_for_status`]).
    pub status: Option<&'a DeskStatus>,
    /// The topics that need an answer, if this asks for them ([`crate::asks_for_list`]).
    pub waiting: Option<&'a TopicList>,
    /// The topics for which whoever wrote this is responsible, if it asks for them.
    pub mine: Option<&'a TopicList>,
    /// What failed or is held of the message that `/retry` answers, body included, in order, and what asks people about it.
    pub unsettled: &'a [(Delivery, Question)],
    /// What is known for the quick reply that this asks to be sent ([`crate::asks_to_say`]).
    pub saying: Option<super::Saying<'a>>,
    /// Whom this shows in the backend group.
    pub shown: &'a [Shown],
    /// Who of the team is known by name, if this asks or says who is to be responsible.
    pub colleagues: &'a [Colleague],
    /// With it: the rows of all buttons under the prompt.
    pub beside: &'a [i64],
}

/// Whether somebody is in the backend group, as far as Telegram has shown within [`PRESENCE_MS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// They are.
    Present,
    /// They are not.
    Absent,
    /// Telegram did not say.
    #[default]
    Unseen,
}

/// How long somebody who was seen in the backend group counts as there, in milliseconds: who leaves unseen loses what they may do by then.
pub const PRESENCE_MS: i64 = 60_000;

/// A topic of a client's own forum.
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number; 0 for General.
    pub thread: ThreadId,
    /// The card with its name, if it is known.
    pub card: Option<CardId>,
    /// Its name; empty if it is not known.
    pub name: String,
    /// Unix milliseconds at which a client's message in it was mirrored last; 0: never.
    pub seen_ms: i64,
}

impl std::fmt::Debug for Source {
    /// Only its number: names never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source({})", self.thread)
    }
}

impl Scene<'_> {
    /// The name of the topic of the client's own forum in which a message is: the one that it tells itself, or the one
    /// that is known.
    pub(crate) fn source_of<'a>(&'a self, message: &'a Message) -> Option<&'a str> {
        let known = || {
            let thread = message.thread.filter(|_| message.chat.forum)?;
            let source = self.sources.iter().find(|one| one.thread == thread)?;
            Some(source.name.as_str())
        };
        message.thread_name.as_deref().or_else(known)
    }
}
