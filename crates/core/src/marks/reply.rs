//! The quick reply that is sent when a mark is set: by itself, so it is no answer and turns no status.
//!
//! Deliberately absent: a reply that somebody sends, which is `/say`.

use relevo_telegram::ChatKind;

use crate::render::fit;
use crate::{
    Card, Connection, ConnectionState, Conversation, Delivery, Direction, Fresh, Reply, Sender,
    Variables,
};

/// The longest that a variable stands for, in UTF-16 units.
const VALUE_UNITS_MAX: usize = 64;

/// The delivery that sends a reply to a client. None: it cannot go there now, or says a forbidden word. Nobody is written to over a connection
/// that is stopped, or in a chat that cannot be reached, and nothing is published in a channel that nobody wants published.
#[must_use]
pub fn reply_by_itself(
    reply: &Reply,
    (conversation, connection): (&Conversation, &Connection),
    (card, operator): (&Card, &str),
    (fresh, now_ms): (&mut Fresh, i64),
) -> Option<Delivery> {
    let runs = connection.state == ConnectionState::Running;
    if !runs || conversation.unreachable || conversation.kind == ChatKind::Channel {
        return None;
    }
    let full = match &card.last_name {
        Some(last) => format!("{} {last}", card.name),
        None => card.name.clone(),
    };
    let variables = Variables {
        title: fit(&full, VALUE_UNITS_MAX),
        first_name: fit(&card.name, VALUE_UNITS_MAX),
        operator: fit(operator, VALUE_UNITS_MAX),
    };
    let list = &connection.params.restricted_keywords_backend;
    let content = reply.content.filled(&variables);
    if content.says_one_of(list).is_some() {
        return None;
    }
    let by = Sender {
        identity: connection.bot(),
        is_account: connection.account().is_some(),
    };
    let job = reply.job(&variables, by).ok()?;
    Some(Delivery {
        conversation: Some(conversation.id),
        direction: Direction::ToClient,
        ..Delivery::beside(connection, job, fresh, now_ms)
    })
}
