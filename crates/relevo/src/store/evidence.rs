//! What the store knows about the fates of updates, for `reconcile`: read page by page, in one view that does not move.
//!
//! `forward` asks from the update what proves its fate; `backward` asks from deliveries, links and the quarantine for their update.
//! Deliberately absent: what the answers mean.

mod backward;
pub(super) mod forward;

use relevo_core::{
    CellId, ConnectionId, ConversationId, Fate, IdentityId, InboxMark, LinkRole, Seq,
};
use relevo_telegram::{ChatId, MessageId, UpdateId};

use super::codes::fate;
use super::db::Open;
use super::row::Fields;
use super::{Result, Store};

/// How many rows one query brings.
pub(super) const PAGE: i64 = 512;

/// From one moment to before another, Unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from_ms: i64,
    /// The first after it.
    pub to_ms: i64,
}

/// A view of the whole store at one moment.
pub struct Look {
    pub(super) open: Open,
}

/// A bot's inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InboxOf {
    /// Whose.
    pub identity: IdentityId,
    /// Its connection.
    pub connection: ConnectionId,
    /// The connection's cell.
    pub cell: CellId,
    /// The cell's group.
    pub group: ChatId,
    /// How many updates were ever stored.
    pub taken: i64,
    /// Up to which number marks may be gone.
    pub swept: i64,
    /// Up to which time of arrival; `None` if none ever went.
    pub swept_ms: Option<i64>,
}

/// Where the message is that an update is about: `None` for the backend group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Source {
    /// The client chat.
    pub chat: Option<ChatId>,
    /// The message.
    pub message: MessageId,
}

/// An update as the inbox keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its key.
    pub mark: InboxMark,
    /// What became of it; `None` if the number is none of ours.
    pub fate: Option<Fate>,
    /// When it came.
    pub at_ms: Option<i64>,
    /// Its number; `None` if it was stored before there were numbers.
    pub number: Option<i64>,
    /// What it is about.
    pub source: Option<Source>,
}

/// A delivery that brings an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// Which.
    pub seq: Seq,
    /// The update that it names.
    pub cause: InboxMark,
    /// Where it stands.
    pub stands: Stands,
    /// Its conversation.
    pub conversation: Option<ConversationId>,
    /// When it was decided.
    pub made_ms: i64,
}

/// Where a delivery stands, as far as fates care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In its lane, claimed or not.
    Waiting,
    /// Held.
    Held,
    /// Failed.
    Failed,
}

/// A link that leads from a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What it stands for.
    pub role: LinkRole,
    /// Its conversation.
    pub conversation: ConversationId,
    /// The message in the backend group.
    pub topic_message: MessageId,
}

/// The notice that tells of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notified {
    /// Its delivery.
    pub notice: Seq,
    /// The delivery that is kept for a person to decide about, if one is.
    pub kept: Option<Seq>,
    /// Whether the notice still waits.
    pub waits: bool,
    /// Where it stands, if its link says so too.
    pub stands: Option<Trace>,
}

/// A delivery or quarantined update with what the inbox says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The delivery; `None` for a quarantined update.
    pub bearer: Option<Bearer>,
    /// The update.
    pub mark: InboxMark,
    /// When it was made, or quarantined.
    pub at_ms: i64,
    /// What became of the update; `None` if there is none.
    pub fate: Option<Fate>,
}

/// A link that is looked at for its update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrayLink {
    /// The identity that it names.
    pub identity: IdentityId,
    /// The message that it comes from.
    pub source: Source,
    /// What it leads to.
    pub trace: Trace,
    /// When it was made.
    pub made_ms: i64,
    /// Its key, with `trace.topic_message`.
    pub client_message: MessageId,
}

impl Store {
    /// A view of everything as it is now, whatever is written meanwhile.
    pub async fn look(&self) -> Result<Look> {
        let open = self.db().look().await?;
        Ok(Look { open })
    }
}

impl Look {
    /// Every inbox.
    pub async fn inboxes(&mut self) -> Result<Vec<InboxOf>> {
        let sql = "SELECT i.id, n.id, n.cell, c.group_chat, i.taken, i.swept, i.swept_ms \
                   FROM connections n JOIN identities i ON i.id = n.identity JOIN cells c ON c.id = n.cell ORDER BY n.id";
        let rows = self.open.rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                Ok(InboxOf {
                    identity: IdentityId(fields.int()?),
                    connection: ConnectionId(fields.int()?),
                    cell: CellId(fields.int()?),
                    group: ChatId(fields.int()?),
                    taken: fields.int()?,
                    swept: fields.int()?,
                    swept_ms: fields.opt_int()?,
                })
            })
            .collect()
    }
}

impl std::fmt::Debug for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Look(…)")
    }
}

fn stands(state: i64) -> Stands {
    match state {
        super::outbox::HELD => Stands::Held,
        super::outbox::FAILED => Stands::Failed,
        _ => Stands::Waiting,
    }
}

/// Reads a mark, a number, a state, a conversation and a time.
fn bearer(fields: &mut Fields<'_>) -> Result<Bearer> {
    let cause = InboxMark {
        identity: IdentityId(fields.int()?),
        epoch: fields.int()?,
        update: UpdateId(fields.int()?),
    };
    Ok(Bearer {
        cause,
        seq: Seq(fields.int()?),
        stands: stands(fields.int()?),
        conversation: fields.opt_int()?.map(ConversationId),
        made_ms: fields.int()?,
    })
}

/// Reads chat and message of an update.
fn source(chat: Option<i64>, message: Option<i64>) -> Option<Source> {
    let chat = chat?;
    Some(Source {
        chat: (chat != super::inbox::IN_THE_GROUP).then_some(ChatId(chat)),
        message: MessageId(message?),
    })
}

fn fate_of(code: Option<i64>) -> Option<Fate> {
    code.and_then(fate)
}
