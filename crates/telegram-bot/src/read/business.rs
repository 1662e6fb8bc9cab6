//! What Telegram tells of connected accounts. Without the connection's name nothing of it can be placed, so it is passed on by its
//! kind's name.

use relevo_telegram::{
    BusinessConnection, BusinessDeletion, BusinessId, BusinessMessage, BusinessRights, MessageId,
    Unreadable, User, UserId,
};

use super::{Fields, chat, message, user};

/// Reads a `BusinessConnection`. Servers before Bot API 9.0 say `can_reply` beside the rights.
pub(crate) fn connection(fields: &Fields<'_>) -> Option<BusinessConnection> {
    let rights = fields.object("rights");
    let may = |name: &str| rights.as_ref().is_some_and(|rights| rights.is(name));
    Some(BusinessConnection {
        id: BusinessId(fields.string("id")?),
        user: fields.object("user").as_ref().and_then(user)?,
        enabled: fields.is("is_enabled"),
        rights: BusinessRights {
            reply: may("can_reply") || fields.is("can_reply"),
            delete_sent: may("can_delete_sent_messages") || may("can_delete_outgoing_messages"),
            delete_all: may("can_delete_all_messages"),
        },
    })
}

/// Reads a message of a connected account.
pub(super) fn told(fields: &Fields<'_>) -> Result<Option<BusinessMessage>, Unreadable> {
    let Some(connection) = name(fields) else {
        return Ok(None);
    };
    let sender = fields.object("sender_business_bot");
    Ok(Some(BusinessMessage {
        connection,
        with: fields.object("chat").as_ref().and_then(person),
        by_bot: sender.and_then(|bot| bot.int("id")).map(UserId),
        message: message::message(fields)?,
    }))
}

/// Reads a `BusinessMessagesDeleted`.
pub(super) fn deletion(fields: &Fields<'_>) -> Option<BusinessDeletion> {
    let messages = fields.numbers("message_ids");
    Some(BusinessDeletion {
        connection: name(fields)?,
        chat: fields.object("chat").as_ref().and_then(chat)?.id,
        messages: messages.into_iter().map(MessageId).collect(),
    })
}

fn name(fields: &Fields<'_>) -> Option<BusinessId> {
    fields.string("business_connection_id").map(BusinessId)
}

/// The person whose chat it is: a private chat is called as its person.
fn person(chat: &Fields<'_>) -> Option<User> {
    Some(User {
        language: None,
        ..user(chat)?
    })
}
