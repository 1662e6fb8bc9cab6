//! The things the desk knows, as decisions need them. The store has its own shapes and converts.
//!
//! Internal ids are small numbers made by the store (see `Fresh`); they never leave the program except through the API,
//! which has public ids of its own.

use relevo_telegram::{ChatId, ChatKind, ThreadId, UserId};

use crate::{Frontend, Handling, Params};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);
    };
}

id! {
    /// A bot or an account: one token or session, one cursor, one budget.
    IdentityId
}
id! {
    /// A backend group with everything that serves it: the unit of ownership and of locking.
    CellId
}
id! {
    /// A frontend joined to a backend group, with its parameters.
    ConnectionId
}
id! {
    /// A client chat over a connection.
    ConversationId
}
id! {
    /// The encrypted names of a person or chat.
    CardId
}
id! {
    /// A delivery's number within its cell; ascending in the order of decisions, which is the order of its lane.
    Seq
}

/// A backend group and its desk bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its id.
    pub id: CellId,
    /// The forum group.
    pub group: ChatId,
    /// The one bot that owns General, titles, cards and buttons.
    pub desk: IdentityId,
    /// Whether the group can be written to.
    pub state: CellState,
    /// Since when it cannot, Unix milliseconds.
    pub paused_ms: Option<i64>,
}

/// Whether a backend group can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    /// It can.
    Running,
    /// It cannot: deliveries to it wait and one of them probes, until it can again.
    Paused(PauseWhy),
}

/// Why a backend group cannot be written to; each has a different fix, told by `relevo status` and to the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PauseWhy {
    /// The bot is not in the group (any more).
    NotMember,
    /// The group is no forum (any more).
    NotForum,
    /// The bot may not manage topics.
    ManageTopics,
    /// The bot may not write.
    Send,
    /// The token is not valid (any more).
    Token,
}

/// An extra bot in a backend group that posts texts there beside the frontends. It takes no updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relay {
    /// The bot.
    pub id: IdentityId,
    /// Why it is out of service, if it is.
    pub out: Option<RelayOut>,
}

/// Why a relay is out of service; each has a different fix. It is tried again now and then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelayOut {
    /// It is not in the group (any more).
    NotMember,
    /// It may not write.
    Send,
    /// Its token is not valid (any more).
    Token,
}

/// A frontend joined to a backend group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// Its backend group.
    pub cell: CellId,
    /// The bot or account that clients write to.
    pub identity: IdentityId,
    /// That bot's or account's Telegram id.
    pub user: UserId,
    /// Which of them it is.
    pub frontend: Frontend,
    /// Who owns it, if told: the person to alert, who sees what is hidden from the team.
    pub owner: Option<UserId>,
    /// Whether it mirrors.
    pub state: ConnectionState,
    /// When its owner stopped it last, and when they started it again if they did (Unix milliseconds).
    pub last_stop: Option<(i64, Option<i64>)>,
    /// Its parameters.
    pub params: Params,
}

/// Whether a connection mirrors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// It does.
    Running,
    /// Its owner stopped it: no intake.
    Stopped,
}

/// One client chat over one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Its connection.
    pub connection: ConnectionId,
    /// The client chat; changes when a group becomes a supergroup.
    pub chat: ChatId,
    /// What kind of chat.
    pub kind: ChatKind,
    /// The chat that the group was before it became a supergroup: what was written there may be told later.
    pub chat_before: Option<ChatId>,
    /// The encrypted names of the chat (the person, for private chats).
    pub card: CardId,
    /// A keyed digest of those names, by which a change is noticed without decrypting.
    pub card_digest: i64,
    /// Its topic.
    pub topic: Topic,
    /// Who wrote the topic's last mirrored message: a person's or chat's id, 0 for the team or nobody.
    /// Kept so that an author line stands above a run of messages once.
    pub last_author: i64,
    /// Whether the client has blocked the bot or is gone, or the bot is not in the group: told in the topic once.
    pub unreachable: bool,
    /// How far it has come.
    pub standing: Standing,
    /// Whether the topic's title is as it should be.
    pub title: Title,
    /// Whether the topic is to be open or closed.
    pub wanted: Wanted,
    /// Whether the topic is closed, as Telegram told last.
    pub closed: Closed,
    /// When an operator was told last that the connection is stopped (Unix milliseconds); 0 for never.
    pub stop_told_ms: i64,
    /// How the team deals with it.
    pub handling: Handling,
}

impl Conversation {
    /// The cards whose names its topic's title holds.
    pub fn title_cards(&self) -> impl Iterator<Item = CardId> + use<> {
        let responsible = self.handling.responsible.map(|who| who.card);
        let cards = [
            Some(self.card),
            self.handling.called,
            self.handling.ticker,
            responsible,
        ];
        cards.into_iter().flatten()
    }

    /// A digest of all that the topic's title says: as long as it is the same, so is the title.
    pub(crate) fn title_digest(&self) -> i64 {
        let Handling {
            status,
            called,
            ticker,
            responsible,
            ..
        } = self.handling;
        let parts = [
            self.card_digest,
            status as i64,
            called.map_or(0, |card| card.0),
            responsible.map_or(0, |who| who.card.0),
        ];
        let parts = parts.into_iter().chain(ticker.map(|card| card.0));
        parts.fold(0, |sum: i64, part| {
            sum.wrapping_mul(1_000_003).wrapping_add(part)
        })
    }

    /// The same after its group became this supergroup.
    #[must_use]
    pub(crate) fn upgraded(&self, now: ChatId) -> Conversation {
        if now == self.chat {
            return self.clone();
        }
        Conversation {
            chat: now,
            kind: ChatKind::Supergroup,
            chat_before: Some(self.chat),
            ..self.clone()
        }
    }

    /// Whether its topic is open or closed as is wanted.
    pub(crate) fn is_as_wanted(&self) -> bool {
        match self.wanted {
            Wanted::Settled => true,
            Wanted::Open => self.closed != Closed::Yes,
            Wanted::Closed => self.closed == Closed::Yes,
        }
    }
}

/// How far a conversation has come. Codes are the database's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is mirrored.
    #[default]
    Served,
    /// Nothing was mirrored yet: the client has only started the bot.
    Greeted,
    /// A group: the team was asked whether to serve it, and until then nothing is mirrored.
    Asked,
    /// A group that the team does not want.
    Ignored,
}

/// Whether a topic's title is as it should be. Codes are the database's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Title {
    /// As names and status were when it was made or last changed.
    #[default]
    Ours,
    /// It is to say something else, and a delivery that changes it waits.
    Due,
}

/// Whether a topic is to be open or closed. Codes are the database's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// As it is: nothing waits.
    #[default]
    Settled,
    /// Open, and a delivery that lets it be so waits.
    Open,
    /// Closed, and a delivery that lets it be so waits.
    Closed,
}

/// Whether a topic is closed, as far as is known. Codes are the database's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Closed {
    /// It is open.
    #[default]
    No,
    /// It is closed.
    Yes,
    /// Telegram refused it for want of a right, and the topic was told.
    Refused,
}

/// A conversation's topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// None yet, or the old one is gone: the next delivery makes one.
    None,
    /// Being made, and nobody knows whether it was: until then Telegram's own echo is awaited, so that there are never two in use.
    Unsure {
        /// Unix milliseconds until which the echo is awaited.
        until_ms: i64,
    },
    /// There.
    Open(ThreadId),
}

impl Topic {
    /// The thread, if it is there.
    #[must_use]
    pub fn thread(self) -> Option<ThreadId> {
        match self {
            Topic::Open(thread) => Some(thread),
            Topic::None | Topic::Unsure { .. } => None,
        }
    }
}

/// The names of a person or chat: kept encrypted, one key a card, referred to by id everywhere else.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// First name, or a chat's title.
    pub name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// Username without `@`.
    pub username: Option<String>,
    /// IETF language tag of their app.
    pub language: Option<String>,
    /// The start parameter with which they first came.
    pub start_parameter: Option<String>,
    /// The phone number that they have shared of themselves.
    pub phone: Option<String>,
}

impl std::fmt::Debug for Card {
    /// Nothing: names never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Card(…)")
    }
}
