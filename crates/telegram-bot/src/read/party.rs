//! Who and where: people, chats, places in chats, authors.

use relevo_telegram::{Author, Chat, ChatId, ChatKind, Membership, User, UserId};

use super::Fields;

/// A person or bot; nobody without an id.
pub(crate) fn user(fields: &Fields<'_>) -> Option<User> {
    Some(User {
        id: UserId(fields.int("id")?),
        bot: fields.is("is_bot"),
        first_name: fields.string("first_name").unwrap_or_default(),
        last_name: fields.string("last_name"),
        username: fields.string("username"),
        language: fields.string("language_code"),
    })
}

/// A chat; none without an id.
pub(crate) fn chat(fields: &Fields<'_>) -> Option<Chat> {
    let kind = match fields.string("type").as_deref() {
        Some("private") => ChatKind::Private,
        Some("group") => ChatKind::Group,
        Some("supergroup") => ChatKind::Supergroup,
        Some("channel") => ChatKind::Channel,
        _ => ChatKind::Other,
    };
    Some(Chat {
        id: ChatId(fields.int("id")?),
        kind,
        title: fields.string("title"),
        forum: fields.is("is_forum"),
    })
}

/// A place in a chat (`ChatMember`).
pub(crate) fn membership(fields: &Fields<'_>) -> Membership {
    match fields.string("status").as_deref() {
        Some("creator") => Membership::Owner,
        Some("administrator") => Membership::Administrator {
            manage_topics: fields.is("can_manage_topics"),
            delete_messages: fields.is("can_delete_messages"),
            restrict_members: fields.is("can_restrict_members"),
            pin_messages: fields.is("can_pin_messages"),
        },
        Some("member") => Membership::Member,
        Some("restricted") => Membership::Restricted {
            member: fields.is("is_member"),
        },
        Some("left") => Membership::Left,
        Some("kicked") => Membership::Banned,
        _ => Membership::Other,
    }
}

/// Who wrote a message. `sender_chat` goes before `from`, which Telegram then fills with a stand-in
/// (GroupAnonymousBot, Channel_Bot, 777000).
pub(super) fn author(message: &Fields<'_>, home: &Chat) -> Author {
    let speaker = message.object("sender_chat").as_ref().and_then(chat);
    let person = || message.object("from").as_ref().and_then(user);
    let signature = message.string("author_signature");
    match speaker {
        Some(chat) => Author::Chat { chat, signature },
        None => match person() {
            Some(user) => Author::User(user),
            // A channel post without any sender is the channel's own.
            None if home.kind == ChatKind::Channel => Author::Chat {
                chat: home.clone(),
                signature,
            },
            None => Author::Nobody,
        },
    }
}
