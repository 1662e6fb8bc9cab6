//! One raw update into words, whatever Telegram invented since this was written.
//!
//! Every part is read on its own: what is unknown keeps its name, what is malformed counts as missing, and only an
//! update without the parts that every kind has is unreadable. The rule comes from what typed libraries lose.
//!
//! Deliberately absent: `Message` as Telegram describes it. Most contents travel by copying, so they are not read.

mod business;
mod content;
mod fields;
mod matter;
mod message;
mod party;
mod reaction;
mod rich;
mod text;

use relevo_telegram::{
    CallbackPress, MemberChange, Membership, Place, RawUpdate, Unreadable, Update, UpdateKind,
    UserId,
};

pub(crate) use business::connection as business_connection;
pub(crate) use fields::Fields;
pub(crate) use message::message_id;
pub(crate) use party::{chat, membership, user};

/// The kinds that are read; every other is passed on by its name.
const READ_KINDS: [&str; 14] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "managed_bot",
];

/// Reads one update. Its number is the one the page gave it, so that both agree even where it could not be read.
pub(crate) fn update(raw: &RawUpdate) -> Result<Update, Unreadable> {
    let json = str::from_utf8(&raw.body).map_err(|_| because("the update is no UTF-8"))?;
    let fields = Fields::parse(json).ok_or(because("the update is no JSON object"))?;
    // A kind we read goes before whatever else an update may carry one day.
    let name = fields
        .names()
        .find(|name| READ_KINDS.contains(name))
        .or_else(|| fields.names().find(|name| *name != "update_id"))
        .ok_or(because("the update has no kind"))?;
    let body = || {
        fields
            .object(name)
            .ok_or(because("the update's kind is no JSON object"))
    };
    let kind = match name {
        "message" | "channel_post" => UpdateKind::Message(message::message(&body()?)?),
        "edited_message" | "edited_channel_post" => UpdateKind::Edited(message::message(&body()?)?),
        "callback_query" => UpdateKind::Pressed(press(&body()?)?),
        "my_chat_member" => UpdateKind::OwnMembership(member_change(&body()?)?),
        "chat_member" => UpdateKind::Membership(member_change(&body()?)?),
        "managed_bot" => managed_bot(&body()?)?,
        // A reaction that cannot be read costs nobody a word: it is passed on by its name.
        "message_reaction" => reaction::change(&body()?)
            .map_or_else(|| UpdateKind::Other(name.to_owned()), UpdateKind::Reaction),
        "message_reaction_count" => reaction::counts(&body()?).map_or_else(
            || UpdateKind::Other(name.to_owned()),
            UpdateKind::ReactionCounts,
        ),
        "business_connection" => business::connection(&body()?).map_or_else(
            || UpdateKind::Other(name.to_owned()),
            UpdateKind::BusinessConnection,
        ),
        "business_message" => business::told(&body()?)?.map_or_else(
            || UpdateKind::Other(name.to_owned()),
            |told| UpdateKind::BusinessMessage(Box::new(told)),
        ),
        "edited_business_message" => business::told(&body()?)?.map_or_else(
            || UpdateKind::Other(name.to_owned()),
            |told| UpdateKind::BusinessEdited(Box::new(told)),
        ),
        "deleted_business_messages" => business::deletion(&body()?).map_or_else(
            || UpdateKind::Other(name.to_owned()),
            UpdateKind::BusinessDeleted,
        ),
        other => UpdateKind::Other(other.to_owned()),
    };
    Ok(Update { id: raw.id, kind })
}

fn press(fields: &Fields<'_>) -> Result<CallbackPress, Unreadable> {
    // A message that Telegram no longer shows (`InaccessibleMessage`) still names its place.
    let at = fields.object("message").and_then(|message| {
        Some(Place {
            chat: message.object("chat").as_ref().and_then(chat)?.id,
            message: message_id(&message)?,
        })
    });
    Ok(CallbackPress {
        id: fields
            .string("id")
            .ok_or(because("callback_query.id is missing"))?,
        by: fields
            .object("from")
            .as_ref()
            .and_then(user)
            .ok_or(because("callback_query.from is missing"))?,
        at,
        // A game's button has no data; the desk makes none, so it means nothing to us.
        data: fields.string("data").unwrap_or_default(),
    })
}

fn managed_bot(fields: &Fields<'_>) -> Result<UpdateKind, Unreadable> {
    let read = |name: &str| fields.object(name).as_ref().and_then(user);
    Ok(UpdateKind::ManagedBot {
        by: read("user").ok_or(because("managed_bot.user is missing"))?,
        bot: read("bot").ok_or(because("managed_bot.bot is missing"))?,
    })
}

fn member_change(fields: &Fields<'_>) -> Result<MemberChange, Unreadable> {
    let old = fields.object("old_chat_member");
    let new = fields
        .object("new_chat_member")
        .ok_or(because("chat_member.new_chat_member is missing"))?;
    let by = fields.object("from").and_then(|from| from.int("id"));
    Ok(MemberChange {
        chat: fields
            .object("chat")
            .as_ref()
            .and_then(chat)
            .ok_or(because("chat_member.chat is missing"))?,
        by: UserId(by.ok_or(because("chat_member.from is missing"))?),
        who: new
            .object("user")
            .as_ref()
            .and_then(user)
            .ok_or(because("chat_member.new_chat_member.user is missing"))?,
        old: old.as_ref().map_or(Membership::Other, membership),
        new: membership(&new),
        date: fields.int("date").unwrap_or(0),
    })
}

fn because(reason: &'static str) -> Unreadable {
    Unreadable { reason }
}
