//! A message as the desk needs to know it: who, where, what kind, and what to copy it by.
//!
//! Not a mirror of the Bot API's `Message`: most contents travel by `copyMessage`, so only what must be shown,
//! decided or re-sent is read. A content this version does not know is `Unknown`, never an error.

use crate::{
    ChatId, Checklist, Contact, Location, MessageId, Place, Poll, Rich, Text, ThreadId, Uncopyable,
    UserId, Venue,
};

/// A message somebody wrote, or an event told as a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Where it is.
    pub place: Place,
    /// Its chat.
    pub chat: Chat,
    /// The forum topic, only when Telegram says that this is a topic message (`is_topic_message`).
    pub thread: Option<ThreadId>,
    /// Who wrote it.
    pub author: Author,
    /// Unix seconds.
    pub date: i64,
    /// Unix seconds of the last edit.
    pub edit_date: Option<i64>,
    /// What it answers.
    pub reply: Option<Reply>,
    /// What it holds.
    pub content: Content,
    /// Items with the same id form one album.
    pub album: Option<String>,
    /// Where it was forwarded from, if it was.
    pub origin: Option<Origin>,
    /// The links of the inline buttons under it, in their order; other buttons only work where the message was sent.
    pub buttons: Vec<LinkButton>,
    /// Whether its author switched the link preview off.
    pub no_preview: bool,
    /// Whether Telegram forbids forwarding it (bots may copy).
    pub protected: bool,
    /// The bot through which it was sent inline, which leaves the message its human author's.
    pub via_bot: Option<UserId>,
    /// Sent by Telegram for its author: away, greeting, scheduled business messages.
    pub offline: bool,
    /// A channel's post that Telegram forwarded into the linked discussion group.
    pub automatic_forward: bool,
    /// The post that an automatic forward is of, if Telegram says.
    pub forwarded_post: Option<Place>,
    /// The name of its topic, where Telegram tells it with the message.
    pub thread_name: Option<String>,
}

/// A chat as an update describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    /// Its id.
    pub id: ChatId,
    /// What it is.
    pub kind: ChatKind,
    /// Its title; absent in private chats.
    pub title: Option<String>,
    /// Whether it is a forum, as far as this update says.
    pub forum: bool,
}

/// The kinds of chat. An unknown kind reads as `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChatKind {
    /// One person and a bot or account.
    Private,
    /// A basic group.
    Group,
    /// A supergroup.
    Supergroup,
    /// A channel.
    Channel,
    /// A kind this version does not know.
    Other,
}

/// A person or bot as an update describes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Whether it is a bot.
    pub bot: bool,
    /// First name; may be empty for deleted accounts.
    pub first_name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// Username without `@`.
    pub username: Option<String>,
    /// IETF language tag of their app.
    pub language: Option<String>,
}

/// Who wrote a message. `sender_chat` goes before `from`, which Telegram then fills with a stand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person or bot.
    User(User),
    /// A chat speaks: an anonymous administrator (the chat itself), a channel, a linked channel.
    Chat {
        /// The chat that speaks.
        chat: Chat,
        /// The signature, if the chat shows one.
        signature: Option<String>,
    },
    /// Telegram did not say (an unreadable update).
    Nobody,
}

/// Where a forwarded message comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person or bot.
    User(User),
    /// A person who hides behind a name.
    Hidden(String),
    /// A chat that spoke: a group through an anonymous administrator, or a channel.
    Chat(Chat),
    /// A server that does not say (before Bot API 7.0).
    Untold,
}

/// A button with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkButton {
    /// Its words.
    pub label: String,
    /// The address; none for a button that works only where the message was sent.
    pub url: Option<String>,
}

/// What a message answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The message answered, if it is in the same chat and topic.
    pub to: Option<MessageId>,
    /// The message answered as it is, without what it answers itself; given with `to`, as far as Telegram tells it.
    pub answered: Option<Box<Message>>,
    /// Whether the message answered is in another chat or topic, where only the quote is known of it.
    pub external: bool,
    /// The part that is quoted, if any.
    pub quote: Option<Quote>,
}

/// A quoted part of the message answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The quoted words with their formatting; an exact part of the original.
    pub text: Text,
    /// Where it begins in the original, UTF-16 units.
    pub position: u32,
}

/// What a message holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Words.
    Text(Text),
    /// A file, with or without a caption.
    Media(Media),
    /// A thrown die: a copy would throw anew.
    Dice {
        /// Which die.
        emoji: String,
        /// What it showed.
        value: i64,
    },
    /// A shared contact.
    Contact(Contact),
    /// A place, or a moving place.
    Location(Location),
    /// A named place.
    Venue(Venue),
    /// A poll; a quiz cannot always be copied.
    Poll(Box<Poll>),
    /// A story.
    Story,
    /// A checklist.
    Checklist(Checklist),
    /// A message of rich blocks.
    Rich(Rich),
    /// A game.
    Game,
    /// Something Telegram never lets a bot copy: paid media, invoice, giveaway, gift.
    Uncopyable(Uncopyable),
    /// Telegram tells something about the chat.
    Service(Service),
    /// A content this version does not know; the Bot API's name of it, if one field stood out.
    Unknown(Option<String>),
}

/// A file message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// What kind of file.
    pub kind: MediaKind,
    /// The id by which this identity, and only this one, can send it again. Of a live photo two lines: its own, and its still picture's.
    pub file_id: String,
    /// The id by which all identities recognise it.
    pub file_unique_id: String,
    /// Size in bytes, if told.
    pub size_bytes: Option<i64>,
    /// The caption; empty for kinds that have none.
    pub caption: Text,
    /// Whether the caption stands above.
    pub caption_above: bool,
    /// Whether it is hidden until tapped.
    pub spoiler: bool,
}

/// The kinds of file message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// A photo.
    Photo,
    /// A photo with a short moving part.
    LivePhoto,
    /// A video.
    Video,
    /// A silent looping video.
    Animation,
    /// A music file.
    Audio,
    /// Any file.
    Document,
    /// A spoken message.
    Voice,
    /// A round video message: has no caption.
    VideoNote,
    /// A sticker: has no caption.
    Sticker,
}

impl MediaKind {
    /// Whether Telegram lets it carry a caption.
    #[must_use]
    pub fn has_caption(self) -> bool {
        !matches!(self, MediaKind::VideoNote | MediaKind::Sticker)
    }

    /// Whether Telegram lets it be put in the place of another file.
    #[must_use]
    pub fn replaces_others(self) -> bool {
        !matches!(
            self,
            MediaKind::Voice | MediaKind::VideoNote | MediaKind::Sticker
        )
    }
}

/// What a service message tells; only what the desk acts on has a variant of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// A topic was made; its name.
    TopicCreated(String),
    /// A topic was renamed (`None`: only its icon changed).
    TopicEdited(Option<String>),
    /// A topic was closed.
    TopicClosed,
    /// A topic was opened again.
    TopicReopened,
    /// The group became a supergroup with this id.
    MigratedTo(ChatId),
    /// This supergroup was the group with this id.
    MigratedFrom(ChatId),
    /// The title changed.
    NewTitle(String),
    /// People came.
    Joined(Vec<User>),
    /// Somebody chose a chat with a button that asked for one; the button's number.
    ChatShared(i64, ChatId),
    /// Somebody left.
    Left(User),
    /// A message was pinned.
    Pinned,
    /// Anything else; the Bot API's name of it.
    Other(String),
}
