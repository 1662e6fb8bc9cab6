//! The card of a conversation: what is known of a client, a group or a channel (`/info`, `AUTO_INFO`), as far as whoever reads it may
//! see it.
//!
//! Neighbours: `decide::info` reads the command, `call::info` has the members counted and posts the card; the program finds the facts and
//! puts them into words. Deliberately absent: keeping any of it. A card says what is so when its call is made.

use relevo_telegram::{ChatKind, MessageId, Text, UserId};

use crate::hide::Hiding;
use crate::render::{fit, full_name, shown, shown_author};
use crate::{
    Card, Codebook, Connection, ConnectionId, Conversation, ConversationId, Direction, Job, Params,
    Status,
};

/// The most participants that a card names; the others are counted.
pub const PARTICIPANTS_NAMED_MAX: u32 = 30;

/// The longest name of a client or chat on its card, in UTF-16 units: longer than Telegram's.
const NAME_UNITS_MAX: usize = 256;
/// The longest of the other words, in UTF-16 units.
const WORD_UNITS_MAX: usize = 64;

/// A card that is to be posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Info {
    /// Who is to see it.
    pub audience: Audience,
    /// How many members the chat has; none: not counted yet, or Telegram does not say.
    pub members: Option<u32>,
}

/// Who is to see a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody, in a topic that was just made: it stays there.
    Topic,
    /// Everybody, as the answer to this message in the topic.
    Everybody {
        /// The command's message.
        about: MessageId,
    },
    /// Only whoever asked, in their own chat with the bot: they may see what is hidden from the others.
    Alone {
        /// Who asked.
        by: UserId,
        /// The command's message.
        about: MessageId,
    },
}

impl Audience {
    /// The command that is answered.
    #[must_use]
    pub fn about(self) -> Option<MessageId> {
        match self {
            Audience::Topic => None,
            Audience::Everybody { about } | Audience::Alone { about, .. } => Some(about),
        }
    }
}

impl Info {
    /// Which way its first step goes: of a group or channel the members are counted first, and what one person alone is to see goes
    /// into no topic.
    #[must_use]
    pub(crate) fn begins(audience: Audience, kind: ChatKind) -> (Direction, Job) {
        let direction = match (audience, kind) {
            (Audience::Topic | Audience::Everybody { .. }, ChatKind::Private) => Direction::ToTopic,
            _ => Direction::Aside,
        };
        let info = Info {
            audience,
            members: None,
        };
        (direction, Job::Info(info))
    }

    /// The card for a topic that was just made, if the connection wants one.
    #[must_use]
    pub(crate) fn of_a_new_topic(
        conversation: &Conversation,
        connection: &Connection,
    ) -> Option<(Direction, Job)> {
        let params = &connection.params;
        let wanted = params.auto_info && !params.hide_info.command;
        wanted.then(|| Info::begins(Audience::Topic, conversation.kind))
    }
}

/// What is known of a conversation's client or chat, as it is stored.
#[derive(Clone, Default)]
pub struct ClientFacts {
    /// The names.
    pub card: Card,
    /// The name of who is responsible.
    pub responsible: Option<Card>,
    /// The marks that are set, by name.
    pub marks: Vec<String>,
    /// The username of the connection's bot, without `@`; empty if it has none.
    pub bot: String,
    /// Unix milliseconds at which the first and the last message of the client came into the topic.
    pub contact_ms: Option<(i64, i64)>,
    /// Who was seen writing in a group: ids and names, the first to come first; at most [`PARTICIPANTS_NAMED_MAX`].
    pub participants: Vec<(i64, Card)>,
    /// How many more.
    pub more: u32,
}

/// The facts for a card that is to be posted now.
#[derive(Clone, Copy)]
pub struct InfoFacts<'a> {
    /// What is known.
    pub known: &'a ClientFacts,
    /// Puts a card into words.
    pub tell: fn(&Params, &InfoCard) -> Text,
}

/// Somebody who was seen writing in a client's group, as far as an event needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The conversation of the group.
    pub conversation: ConversationId,
    /// Who.
    pub person: UserId,
    /// Their names.
    pub card: crate::CardId,
    /// A keyed digest of those names, by which a change is noticed without decrypting.
    pub digest: i64,
}

/// A card as it may be seen: names fit to be shown, and nothing that is hidden from whoever reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct InfoCard {
    /// What it is about.
    pub kind: ChatKind,
    /// The name or title.
    pub name: String,
    /// Without `@`.
    pub username: Option<String>,
    /// Telegram's id.
    pub id: Option<i64>,
    /// IETF language tag of their app.
    pub language: Option<String>,
    /// The phone number that they have shared of themselves.
    pub phone: Option<String>,
    /// With which link they came.
    pub start_parameter: Option<String>,
    /// Unix milliseconds at which the first and the last message of the client came into the topic.
    pub contact_ms: Option<(i64, i64)>,
    /// Whose turn it is.
    pub status: Status,
    /// Who is responsible.
    pub responsible: Option<String>,
    /// The marks that are set.
    pub marks: Vec<String>,
    /// The connection.
    pub connection: ConnectionId,
    /// The username of its bot, without `@`; empty if it has none.
    pub bot: String,
    /// Whether the client writes to an account, where a day is all there is to answer.
    pub window: bool,
    /// How many members there are.
    pub members: Option<u32>,
    /// Who was seen writing.
    pub participants: Vec<String>,
    /// How many more.
    pub more: u32,
}

impl InfoCard {
    /// The card of a conversation for whoever is to see it.
    pub(crate) fn of(
        info: Info,
        known: &ClientFacts,
        (conversation, connection): (&Conversation, &Connection),
        codebook: &dyn Codebook,
    ) -> InfoCard {
        let alone = matches!(info.audience, Audience::Alone { .. });
        let hiding = Hiding::of(connection, codebook);
        let hiding = Some(hiding).filter(|hiding| hiding.is_on() && !alone);
        let id = conversation.chat.0;
        let is_person = conversation.kind == ChatKind::Private;
        let named = |card: &Card| full_name(&card.name, card.last_name.as_deref());
        let name = match (hiding, named(&known.card)) {
            (None, name) => name,
            (Some(hiding), name) if is_person => hiding.person(&name, id),
            (Some(hiding), title) => hiding.chat_title(&title, id),
        };
        let participant = |(id, card): &(i64, Card)| match (hiding, named(card)) {
            (None, name) => shown_author(&name, *id),
            (Some(hiding), name) => shown_author(&hiding.person(&name, *id), *id),
        };
        let told = hiding.is_none_or(|hiding| match is_person {
            true => !hiding.hides_people(),
            false => !hiding.hides_chats(),
        });
        let word = |word: &Option<String>| {
            let word = fit(word.as_deref()?, WORD_UNITS_MAX);
            Some(word).filter(|word| !word.is_empty())
        };
        let Card {
            username,
            language,
            phone,
            start_parameter,
            ..
        } = &known.card;
        InfoCard {
            kind: conversation.kind,
            name: shown(&name, id, NAME_UNITS_MAX),
            username: word(username).filter(|_| told),
            id: Some(id).filter(|_| told),
            language: word(language),
            phone: word(phone).filter(|_| told),
            start_parameter: word(start_parameter),
            contact_ms: known.contact_ms,
            status: conversation.handling.status,
            responsible: word(&known.responsible.as_ref().map(|card| card.name.clone())),
            marks: known.marks.clone(),
            connection: connection.id,
            bot: known.bot.clone(),
            window: connection.account().is_some(),
            members: info.members,
            participants: known.participants.iter().map(participant).collect(),
            more: known.more,
        }
    }
}

impl std::fmt::Debug for InfoCard {
    /// Nothing: names never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InfoCard(…)")
    }
}
