//! A message: where, who, what it answers. What it holds is read next door, in `content`.

use relevo_telegram::{
    Chat, Message, MessageId, Origin, Place, Quote, Reply, ThreadId, Unreadable, UserId,
};

use super::content::content;
use super::matter::buttons;
use super::party::{author, chat, user};
use super::text::text;
use super::{Fields, because};

/// Reads a message or channel post. Only its chat and its id are indispensable: with them it can be copied.
pub(super) fn message(fields: &Fields<'_>) -> Result<Message, Unreadable> {
    let chat = fields
        .object("chat")
        .as_ref()
        .and_then(chat)
        .ok_or(because("message.chat is missing"))?;
    let id = message_id(fields).ok_or(because("message.message_id is missing"))?;
    // Without `is_topic_message` a thread id is that of an ordinary chain of replies (Bot API server; issue 447).
    let thread = fields
        .int("message_thread_id")
        .filter(|_| fields.is("is_topic_message"))
        .map(ThreadId);
    Ok(Message {
        place: Place {
            chat: chat.id,
            message: id,
        },
        thread,
        author: author(fields, &chat),
        date: fields.int("date").unwrap_or(0),
        edit_date: fields.int("edit_date"),
        reply: reply(fields, &chat, thread),
        content: content(fields),
        album: fields.string("media_group_id"),
        origin: origin(fields),
        buttons: buttons(fields),
        no_preview: fields
            .object("link_preview_options")
            .is_some_and(|options| options.is("is_disabled")),
        protected: fields.is("has_protected_content"),
        via_bot: fields
            .object("via_bot")
            .and_then(|bot| bot.int("id"))
            .map(UserId),
        offline: fields.is("is_from_offline"),
        automatic_forward: fields.is("is_automatic_forward"),
        forwarded_post: forwarded_post(fields),
        thread_name: thread_name(fields, thread),
        chat,
    })
}

/// The id of a message, or of what a copy made (`MessageId`).
pub(crate) fn message_id(fields: &Fields<'_>) -> Option<MessageId> {
    fields.int("message_id").map(MessageId)
}

/// What it answers. The root of a topic is no answer: every message of the topic hangs from it.
fn reply(fields: &Fields<'_>, home: &Chat, thread: Option<ThreadId>) -> Option<Reply> {
    let answered = fields.object("reply_to_message").filter(|answered| {
        let there = answered.object("chat").and_then(|chat| chat.int("id"));
        there == Some(home.id.0) && !answered.has("forum_topic_created")
    });
    let to = answered
        .as_ref()
        .and_then(message_id)
        .filter(|id| thread.is_none_or(|thread| thread.0 != id.0));
    // Telegram tells it without what it answers itself (Bot API, `Message.reply_to_message`).
    let answered = answered.filter(|answered| to.is_some() && !answered.has("reply_to_message"));
    let answered = answered.and_then(|answered| message(&answered).ok());
    let quote = fields.object("quote").and_then(|quote| {
        Some(Quote {
            text: text(&quote, "text", "entities")?,
            position: quote
                .int("position")
                .and_then(|position| u32::try_from(position).ok())
                .unwrap_or(0),
        })
    });
    let external = to.is_none() && fields.has("external_reply");
    // An answer to something in another chat or topic has no `reply_to_message`, but may quote it.
    let is_reply = to.is_some() || quote.is_some() || external;
    is_reply.then_some(Reply {
        to,
        answered: answered.map(Box::new),
        external,
        quote,
    })
}

/// The name of its topic: what opened the topic is told as what the message answers.
fn thread_name(fields: &Fields<'_>, thread: Option<ThreadId>) -> Option<String> {
    let root = fields.object("reply_to_message")?;
    let opens = message_id(&root).map(|id| id.0) == thread.map(|thread| thread.0);
    let created = root.object("forum_topic_created").filter(|_| opens)?;
    created.string("name")
}

/// The post that an automatic forward is of.
fn forwarded_post(fields: &Fields<'_>) -> Option<Place> {
    let origin = fields
        .object("forward_origin")
        .filter(|_| fields.is("is_automatic_forward"))?;
    Some(Place {
        chat: origin.object("chat").as_ref().and_then(chat)?.id,
        message: message_id(&origin)?,
    })
}

/// Where it was forwarded from. A kind of origin that is not known is one that is not told.
fn origin(fields: &Fields<'_>) -> Option<Origin> {
    let Some(origin) = fields.object("forward_origin") else {
        // `forward_date` is what servers before Bot API 7.0 say.
        return fields.has("forward_date").then_some(Origin::Untold);
    };
    let speaker = |name: &str| origin.object(name).as_ref().and_then(chat);
    let known = match origin.string("type").as_deref() {
        Some("user") => origin
            .object("sender_user")
            .as_ref()
            .and_then(user)
            .map(Origin::User),
        Some("hidden_user") => origin.string("sender_user_name").map(Origin::Hidden),
        Some("chat") => speaker("sender_chat").map(Origin::Chat),
        Some("channel") => speaker("chat").map(Origin::Chat),
        _ => None,
    };
    Some(known.unwrap_or(Origin::Untold))
}
