//! Sets a mark on a conversation or takes it away, with all that follows: other marks go, it is noted, the title says so, the owner's
//! webhook hears of it.

use relevo_core::marks::{
    Mark, MarkCause, MarkEvent, MarkId, changes, reply_by_itself, show_ticker, ticker,
};
use relevo_core::{Change, Connection, Conversation, ConversationId, Fact, FactKind, Fresh, Name};
use relevo_telegram::UserId;

use crate::store::{StoreError, Tx};

/// Where, by whom and why.
pub(crate) struct Setting<'a> {
    /// On which conversation, as it is now.
    pub(crate) conversation: &'a Conversation,
    /// Its connection.
    pub(crate) connection: &'a Connection,
    /// Who wants it.
    pub(crate) by: Option<UserId>,
    /// What they are called.
    pub(crate) name: &'a str,
    /// Why.
    pub(crate) cause: MarkCause,
    /// Unix milliseconds.
    pub(crate) now_ms: i64,
}

/// See the module; the cell is locked. `marks`: all that the group has. What is so already changes nothing. Says which quick reply should
/// have been sent and could not be.
pub(crate) async fn set_mark(
    tx: &mut Tx,
    fresh: &mut Fresh,
    setting: &Setting<'_>,
    (marks, id, on): (&[Mark], MarkId, bool),
) -> Result<Option<Name>, StoreError> {
    let Some(mark) = marks.iter().find(|mark| mark.id == id) else {
        return Ok(None);
    };
    let Setting {
        conversation,
        connection,
        ..
    } = setting;
    let set = set_on(tx, conversation.id).await?;
    let why = (setting.now_ms, setting.by, setting.cause);
    let wanted = changes(mark, on, (conversation.id, &set), why);
    let done = tx.note_marks(connection.cell, &wanted).await?;
    if done.is_empty() {
        return Ok(None);
    }
    let facts: Vec<Change> = done
        .iter()
        .filter(|event| marks.iter().any(|one| one.id == event.mark && one.hook))
        .map(|event| Change::Record(fact(event, connection)))
        .collect();
    tx.apply(&facts).await?;
    let of = (*conversation, *connection);
    follow_title(tx, fresh, of, (marks, setting.now_ms)).await?;
    match mark.sends.as_ref().filter(|_| on) {
        Some(reply) if !send(tx, fresh, setting, reply).await? => Ok(Some(reply.clone())),
        _ => Ok(None),
    }
}

/// Sends the mark's quick reply; whether that can be done.
async fn send(
    tx: &mut Tx,
    fresh: &mut Fresh,
    setting: &Setting<'_>,
    name: &Name,
) -> Result<bool, StoreError> {
    let Setting {
        conversation,
        connection,
        ..
    } = setting;
    let Some(reply) = tx.reply_by_name(connection.cell, name).await? else {
        return Ok(false);
    };
    let card = tx.card(conversation.card).await?.unwrap_or_default();
    let delivery = reply_by_itself(
        &reply,
        (*conversation, *connection),
        (&card, setting.name),
        (fresh, setting.now_ms),
    );
    let Some(delivery) = delivery else {
        return Ok(false);
    };
    tx.apply(&[Change::Deliver(delivery)]).await?;
    tx.reply_used(connection.cell, reply.id).await?;
    Ok(true)
}

/// The title says what the marks that are set want it to say.
pub(super) async fn follow_title(
    tx: &mut Tx,
    fresh: &mut Fresh,
    (conversation, connection): (&Conversation, &Connection),
    (marks, now_ms): (&[Mark], i64),
) -> Result<(), StoreError> {
    let set = set_on(tx, conversation.id).await?;
    let wanted = ticker(marks, &set);
    let shown = match conversation.handling.ticker {
        Some(card) => tx.card(card).await?.map(|card| card.name),
        None => None,
    };
    if shown == wanted {
        return Ok(());
    }
    let changes = show_ticker(conversation, connection, wanted, (fresh, now_ms));
    tx.apply(&changes).await
}

/// The marks that are set on a conversation, in the order in which they were.
async fn set_on(tx: &mut Tx, conversation: ConversationId) -> Result<Vec<MarkId>, StoreError> {
    let set = tx.marks_on(&[conversation]).await?;
    Ok(set.iter().map(|one| one.mark).collect())
}

pub(super) fn fact(event: &MarkEvent, connection: &Connection) -> Fact {
    Fact {
        cell: connection.cell,
        conversation: Some(event.conversation),
        kind: match event.on {
            true => FactKind::MarkSet,
            false => FactKind::MarkCleared,
        },
        at_ms: event.at_ms,
    }
}
