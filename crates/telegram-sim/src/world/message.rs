//! One message, as all its readers share it. How a reader sees it is `render`.

use serde_json::Value;

use super::content::Content;

/// Index into the world's messages.
pub(crate) type MessageKey = u32;

/// Where a message lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The dialog of two accounts, the smaller id first.
    Private(i64, i64),
    /// A group, supergroup or channel.
    Chat(i64),
}

impl Place {
    /// The place that `viewer` calls `chat_id`.
    pub(crate) fn seen(viewer: i64, chat_id: i64) -> Place {
        if chat_id > 0 {
            Place::Private(viewer.min(chat_id), viewer.max(chat_id))
        } else {
            Place::Chat(chat_id)
        }
    }

    /// What `viewer` calls this place.
    pub(crate) fn id_for(self, viewer: i64) -> i64 {
        match self {
            Place::Private(low, high) if viewer == low => high,
            Place::Private(low, _) => low,
            Place::Chat(id) => id,
        }
    }
}

/// The numbers of a message.
#[derive(Clone, Debug)]
pub(crate) enum Ids {
    /// Supergroups and channels: one number for everybody.
    Common(i64),
    /// Private chats and basic groups: (account, number in its own box).
    Boxed(Box<[(i64, i64)]>),
}

/// What a message answers.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// A message of the same chat and topic.
    Here {
        to: MessageKey,
        quote: Option<Value>,
    },
    /// A message of another chat or topic: a ready `ExternalReplyInfo`.
    Elsewhere { info: Value, quote: Option<Value> },
}

/// Who speaks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Author {
    /// Account that acts; for anonymous speakers too, although nobody sees it.
    pub(crate) account: i64,
    /// The chat on whose behalf it speaks.
    pub(crate) chat: Option<i64>,
    /// Shown under channel posts and anonymous messages.
    pub(crate) signature: Option<Box<str>>,
}

impl Author {
    pub(crate) fn account(account: i64) -> Author {
        Author {
            account,
            ..Author::default()
        }
    }
}

/// What is about to be posted.
pub(crate) struct Draft {
    pub(crate) content: Content,
    /// Topic (forums) or root of a reply thread (other supergroups).
    pub(crate) thread: Option<i64>,
    pub(crate) reply: Option<Reply>,
    /// `MessageOrigin` of a forward.
    pub(crate) origin: Option<Value>,
    pub(crate) album: Option<String>,
    /// Inline keyboard.
    pub(crate) markup: Option<Value>,
    pub(crate) protected: bool,
    pub(crate) automatic_forward: bool,
    pub(crate) via_bot: Option<i64>,
    /// Bot that sends on behalf of a business account.
    pub(crate) business_bot: Option<i64>,
}

impl Draft {
    pub(crate) fn new(content: Content) -> Draft {
        Draft {
            content,
            thread: None,
            reply: None,
            origin: None,
            album: None,
            markup: None,
            protected: false,
            automatic_forward: false,
            via_bot: None,
            business_bot: None,
        }
    }

    pub(crate) fn in_thread(content: Content, thread: Option<i64>) -> Draft {
        Draft {
            thread,
            ..Draft::new(content)
        }
    }
}

/// A message that was posted.
pub(crate) struct Message {
    pub(crate) place: Place,
    pub(crate) ids: Ids,
    /// World time, Unix milliseconds.
    pub(crate) at_ms: i64,
    /// Unix seconds of the last edit.
    pub(crate) edited: Option<i64>,
    pub(crate) author: Author,
    pub(crate) thread: Option<i64>,
    pub(crate) reply: Option<Box<Reply>>,
    pub(crate) origin: Option<Box<Value>>,
    pub(crate) album: Option<Box<str>>,
    pub(crate) markup: Option<Box<Value>>,
    pub(crate) content: Content,
    /// (who, `ReactionType` objects), in the order in which people reacted.
    pub(crate) reactions: Vec<(i64, Vec<Value>)>,
    pub(crate) via_bot: Option<i64>,
    pub(crate) business_bot: Option<i64>,
    pub(crate) protected: bool,
    pub(crate) automatic_forward: bool,
    pub(crate) deleted: bool,
}

impl Message {
    /// Unix seconds.
    pub(crate) fn date(&self) -> i64 {
        self.at_ms.div_euclid(1_000)
    }

    /// The number by which `viewer` knows this message.
    pub(crate) fn id_for(&self, viewer: i64) -> Option<i64> {
        match &self.ids {
            Ids::Common(id) => Some(*id),
            Ids::Boxed(boxes) => boxes
                .iter()
                .find(|(account, _)| *account == viewer)
                .map(|(_, id)| *id),
        }
    }

    pub(crate) fn is_forward(&self) -> bool {
        self.origin.is_some()
    }
}
