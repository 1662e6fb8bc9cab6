//! Forum topics. A topic's id is the id of the service message that made it.

use serde::{Deserialize, Serialize};

use super::message::MessageKey;

/// The colours that Telegram offers for a topic's icon.
pub const ICON_COLORS: [i64; 6] = [7322096, 16766590, 13338331, 9367192, 16749490, 16478047];

/// One topic of a forum.
pub(crate) struct Topic {
    pub(crate) name: String,
    pub(crate) icon_color: i64,
    pub(crate) icon_custom_emoji_id: Option<String>,
    pub(crate) creator: i64,
    pub(crate) closed: bool,
    pub(crate) deleted: bool,
    /// The root message has been archived: people can still post, bots cannot.
    pub(crate) root_lost: bool,
    pub(crate) messages: Vec<MessageKey>,
}

/// The General topic, which every forum has.
#[derive(Default)]
pub(crate) struct General {
    pub(crate) name: Option<String>,
    pub(crate) closed: bool,
    pub(crate) hidden: bool,
    /// What is in no topic; in supergroups only.
    pub(crate) messages: Vec<MessageKey>,
}

/// A topic as the control API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicRow {
    /// `message_thread_id`.
    pub thread: i64,
    /// Current name.
    pub name: String,
    /// One of [`ICON_COLORS`].
    pub icon_color: i64,
    /// Custom emoji shown instead of the colour.
    pub icon_custom_emoji_id: Option<String>,
    /// Account that made it.
    pub creator: i64,
    /// Only people with the right to manage topics, and the creator, may post.
    pub closed: bool,
    /// Gone, with all its messages.
    pub deleted: bool,
    /// Bots can no longer use it.
    pub root_lost: bool,
    /// Messages in it, deleted ones included.
    pub messages: usize,
}
