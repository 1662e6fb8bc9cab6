//! Whom something is meant for: `mark vip and lang es and active 30d`, as it is written behind `/send … to` and `/export`.
//!
//! Pure: reads the words ([`Whom::read`]) and says which conversations they mean ([`Selection`]). Neighbours: the store's `audience` finds
//! those, a page at a time. Deliberately absent: who of them can be written to (blocked, opted out), which is told one by one, with the
//! reason.

mod listed;
mod read;
#[cfg(test)]
mod tests;
mod wrong;

use std::fmt;

use relevo_telegram::{ChatId, ChatKind};

use crate::marks::MarkId;
use crate::{ConnectionId, ConversationId, Name};

pub use listed::{LISTED_MAX, Listed, ListedPart};
pub use wrong::{WhomError, WhomWrong};

/// The most conditions that are joined.
pub const CONDITIONS_MAX: usize = 20;
/// The most ids of a `list`.
pub const LISTED_IDS_MAX: usize = 500;
/// The longest span of `active`, in days.
pub const ACTIVE_DAYS_MAX: u32 = 3_650;

/// Whom somebody means: conversations for which every condition holds. At least one, at most [`CONDITIONS_MAX`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// The conditions, as they were written.
    pub conditions: Vec<Condition>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `test`: whoever asks, and nobody else. Stands alone.
    Test,
    /// `all`: every conversation of the group.
    All,
    /// `list ID …`: these client chats.
    List(Vec<ChatId>),
    /// `file`: the client chats in the file that comes with the command.
    File,
    /// `mark NAME`.
    Mark(Name),
    /// `not NAME`: the mark is not set.
    NotMark(Name),
    /// `lang es`: the language of the client's app, as a tag in small letters; `es` also means `es-mx`.
    Language(String),
    /// `active 30d`: the client wrote within so many hours.
    ActiveHours(u32),
    /// `kind private`.
    Kind(WhomKind),
    /// `connection i12`.
    Connection(ConnectionId),
}

/// Which chats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhomKind {
    /// Private chats.
    Private,
    /// Groups and supergroups.
    Group,
    /// Channels.
    Channel,
}

/// Conditions as the store looks for them: names are ids, spans are moments. Everything that is there must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Marks that are set.
    pub with: Vec<MarkId>,
    /// Marks that are not.
    pub without: Vec<MarkId>,
    /// The language tag, in small letters, or its beginning.
    pub language: Option<String>,
    /// The client wrote then or since (Unix milliseconds).
    pub active_since_ms: Option<i64>,
    /// Which chats.
    pub kind: Option<WhomKind>,
    /// Of this connection.
    pub connection: Option<ConnectionId>,
    /// Among these, ascending, each once.
    pub chats: Option<Vec<ChatId>>,
    /// Among these, ascending, each once.
    pub conversations: Option<Vec<ConversationId>>,
}

impl Whom {
    /// Whether it is whoever asks alone.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.conditions == [Condition::Test]
    }

    /// Whether a file has to come with it.
    #[must_use]
    pub fn needs_file(&self) -> bool {
        self.conditions.contains(&Condition::File)
    }

    /// Which conversations are meant. `mark` finds the mark of a name; of `file` see
    /// [`Selection::among`].
    ///
    /// # Errors
    /// The name for which there is no mark.
    pub fn selection(
        &self,
        now_ms: i64,
        mut mark: impl FnMut(&Name) -> Option<MarkId>,
    ) -> Result<Selection, Name> {
        let mut selection = Selection::default();
        for condition in &self.conditions {
            let mut find = |name: &Name| mark(name).ok_or_else(|| name.clone());
            match condition {
                Condition::Test | Condition::All | Condition::File => {}
                Condition::List(chats) => selection.only(chats.clone()),
                Condition::Mark(name) => selection.with.push(find(name)?),
                Condition::NotMark(name) => selection.without.push(find(name)?),
                Condition::Language(tag) => selection.language = Some(tag.clone()),
                Condition::ActiveHours(hours) => {
                    selection.active_since_ms = Some(now_ms - i64::from(*hours) * 3_600_000);
                }
                Condition::Kind(kind) => selection.kind = Some(*kind),
                Condition::Connection(id) => selection.connection = Some(*id),
            }
        }
        Ok(selection)
    }
}

impl Selection {
    /// What of this is meant among some of those whom the file names that came with the command.
    #[must_use]
    pub fn among(&self, part: &ListedPart) -> Selection {
        let mut among = self.clone();
        match part {
            ListedPart::Chats(chats) => among.only(chats.clone()),
            ListedPart::Conversations(ids) => among.conversations = Some(ids.clone()),
        }
        among
    }

    /// None but these client chats.
    pub fn only(&mut self, mut chats: Vec<ChatId>) {
        chats.sort_unstable_by_key(|chat| chat.0);
        chats.dedup();
        if let Some(others) = &self.chats {
            chats.retain(|chat| others.binary_search_by_key(&chat.0, |one| one.0).is_ok());
        }
        self.chats = Some(chats);
    }

    /// Whether this is the language of somebody whose app speaks so; nobody knows of a chat without one.
    #[must_use]
    pub fn speaks(&self, language: Option<&str>) -> bool {
        let Some(wanted) = &self.language else {
            return true;
        };
        let Some(spoken) = language.map(str::to_lowercase) else {
            return false;
        };
        let rest = spoken.replace('_', "-");
        let rest = rest.strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

impl WhomKind {
    /// Every kind.
    pub const ALL: [WhomKind; 3] = [WhomKind::Private, WhomKind::Group, WhomKind::Channel];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            WhomKind::Private => "private",
            WhomKind::Group => "group",
            WhomKind::Channel => "channel",
        }
    }

    /// Telegram's kinds that are meant.
    #[must_use]
    pub fn chats(self) -> &'static [ChatKind] {
        match self {
            WhomKind::Private => &[ChatKind::Private],
            WhomKind::Group => &[ChatKind::Group, ChatKind::Supergroup],
            WhomKind::Channel => &[ChatKind::Channel],
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Test => f.write_str("test"),
            Condition::All => f.write_str("all"),
            Condition::File => f.write_str("file"),
            Condition::List(chats) => {
                f.write_str("list")?;
                chats.iter().try_for_each(|chat| write!(f, " {}", chat.0))
            }
            Condition::Mark(name) => write!(f, "mark {}", read::Quoted(name)),
            Condition::NotMark(name) => write!(f, "not {}", read::Quoted(name)),
            Condition::Language(tag) => write!(f, "lang {tag}"),
            Condition::ActiveHours(hours) if hours % 24 == 0 => write!(f, "active {}d", hours / 24),
            Condition::ActiveHours(hours) => write!(f, "active {hours}h"),
            Condition::Kind(kind) => write!(f, "kind {}", kind.word()),
            Condition::Connection(id) => write!(f, "connection i{}", id.0),
        }
    }
}

impl fmt::Display for Whom {
    /// As [`Whom::read`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, condition) in self.conditions.iter().enumerate() {
            let joint = if place == 0 { "" } else { " and " };
            write!(f, "{joint}{condition}")?;
        }
        Ok(())
    }
}
