//! Quick replies: what a team has saved under a name, to send it again with `/say NAME`.
//!
//! Neighbours: `command` reads what was written, `variables` fills in names, `saving` says what can be saved, `saved` is how one travels;
//! `decide::say` sends, `call::keep` stores. Words are kept by the store; files stay in Telegram, in a topic that the desk makes for them.
//! Deliberately absent: whose words they are, which is the backend group's and nobody else's.

mod answer;
mod command;
mod listed;
mod plain;
mod saved;
mod saving;
mod screen;
mod variables;

pub use answer::{Said as ReplySaid, SayAnswer};
pub use command::{SayCommand, SayMistake};
pub use listed::{REPLIES_MAX, REPLIES_PAGE, matches as reply_matches, page as reply_page};
pub use saved::{Brings, Keep, Saved, Sender, Unsendable};
pub use saving::{Unsavable, saved_content};
pub use screen::{SayAct, SayScreen};
pub use variables::{OPERATOR, Variables};

use relevo_telegram::{LinkButton, Media, MessageId, Text};

use crate::{CellId, ContentKind, IdentityId, Matter, Name};

/// A quick reply's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReplyId(pub i64);

/// A quick reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its row.
    pub id: ReplyId,
    /// Whose it is.
    pub cell: CellId,
    /// What it is called.
    pub name: Name,
    /// What it says.
    pub content: ReplyContent,
    /// Its messages in the topic "Replies", in order; none until it stands there.
    pub stored: Vec<MessageId>,
    /// How often it was sent.
    pub used: i64,
    /// When it was saved, Unix milliseconds.
    pub saved_ms: i64,
}

/// What a quick reply says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyContent {
    /// The content itself.
    pub what: ReplyWhat,
    /// Its buttons that open an address.
    pub buttons: Vec<LinkButton>,
    /// Whose ids its files have: no other identity can send by them.
    pub seen_by: IdentityId,
}

/// The content of a quick reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyWhat {
    /// Words, sent anew.
    Words {
        /// The words, 1–4,096 units, variables included.
        text: Text,
        /// Whether to show no link preview.
        no_preview: bool,
    },
    /// A file, or an album's two to ten, each with its caption.
    Files(Vec<Media>),
    /// Rich blocks, made anew each time.
    Blocks {
        /// What they say in plain words.
        words: Text,
        /// The blocks as they can be sent (`relevo_telegram::Rich::input`).
        input: String,
    },
    /// Something else, made anew each time.
    Matter(Matter),
}

/// A quick reply that somebody takes off the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovedReply {
    /// Whose it is.
    pub cell: CellId,
    /// Which.
    pub reply: ReplyId,
    /// The connection where it was wanted.
    pub connection: crate::ConnectionId,
    /// Who wanted it.
    pub by: relevo_telegram::UserId,
    /// Unix milliseconds.
    pub at_ms: i64,
}

impl Reply {
    /// Whether it can be sent: what holds files must stand in Telegram first.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !matches!(self.content.what, ReplyWhat::Files(_)) || !self.stored.is_empty()
    }
}

impl ReplyContent {
    /// What kind of content it is; of an album that of its first file.
    #[must_use]
    pub fn kind(&self) -> ContentKind {
        match &self.what {
            ReplyWhat::Words { .. } => ContentKind::Text,
            ReplyWhat::Blocks { .. } => ContentKind::Rich,
            ReplyWhat::Files(files) => files.first().map_or(ContentKind::Unknown, |file| {
                ContentKind::of(&relevo_telegram::Content::Media(file.clone()))
            }),
            ReplyWhat::Matter(Matter::Location(place)) if place.live.is_some() => {
                ContentKind::LiveLocation
            }
            ReplyWhat::Matter(Matter::Location(_)) => ContentKind::Location,
            ReplyWhat::Matter(Matter::Venue(_)) => ContentKind::Venue,
            ReplyWhat::Matter(Matter::Contact(_)) => ContentKind::Contact,
            ReplyWhat::Matter(Matter::Poll(poll)) if poll.quiz => ContentKind::Quiz,
            ReplyWhat::Matter(Matter::Poll(_)) => ContentKind::Poll,
            ReplyWhat::Matter(Matter::Rich(_)) => ContentKind::Rich,
            ReplyWhat::Matter(Matter::Words(_)) => ContentKind::Text,
            ReplyWhat::Matter(Matter::File(_)) => ContentKind::Document,
        }
    }

    /// How many messages it is.
    #[must_use]
    pub fn items(&self) -> usize {
        match &self.what {
            ReplyWhat::Files(files) => files.len(),
            ReplyWhat::Words { .. } | ReplyWhat::Blocks { .. } | ReplyWhat::Matter(_) => 1,
        }
    }

    /// All words in it, in order. In those of rich blocks and of what has none of its own nothing is filled in.
    pub fn words(&self) -> impl Iterator<Item = &Text> {
        let (text, files) = match &self.what {
            ReplyWhat::Words { text, .. } | ReplyWhat::Blocks { words: text, .. } => {
                (Some(text), &[][..])
            }
            ReplyWhat::Files(files) => (None, files.as_slice()),
            ReplyWhat::Matter(_) => (None, &[][..]),
        };
        text.into_iter()
            .chain(files.iter().map(|file| &file.caption))
    }
}
