//! What an update says to the setup bot.

use relevo_core::IdentityId;
use relevo_core::setup::{Act, Said, Screen, claim_code, connect_code};
use relevo_telegram::{
    Author, ChatId, ChatKind, Content, Message, MessageId, Service, Text, UpdateKind, UserId,
};

use super::button;
use crate::store::Store;

/// An administrator who writes as the group: nobody knows which.
pub(super) const ANONYMOUS: UserId = UserId(0);

/// Something that was said.
pub(super) struct Heard {
    /// Who.
    pub(super) person: UserId,
    /// The language of their app, two letters.
    pub(super) language: Option<String>,
    /// What.
    pub(super) what: What,
    /// The message that says it, or whose button was pressed.
    pub(super) message: Option<MessageId>,
    /// The press, which wants an answer.
    pub(super) press: Option<String>,
    /// The words with their formatting, where it is a message that holds any.
    pub(super) text: Option<Text>,
}

/// What was said.
#[derive(Clone)]
pub(super) enum What {
    /// By somebody who has a dialog.
    Said(Said),
    /// A code, and where.
    Code(String, ChatId),
    /// Somebody was let in, and is shown this.
    Granted(Act),
    /// Telegram made a bot for them.
    Made(UserId),
    /// The bot has come into a group, or may do something else there.
    Joined,
}

/// What this update says; none for what says nothing here.
pub(super) fn heard(store: &Store, identity: IdentityId, kind: &UpdateKind) -> Option<Heard> {
    match kind {
        UpdateKind::Message(message) => said(message),
        UpdateKind::Pressed(press) => {
            let act = button::read(store, (identity, press.by.id), &press.data);
            Some(Heard {
                person: press.by.id,
                language: press.by.language.clone(),
                what: What::Said(act.map_or(Said::Stale, Said::Pressed)),
                message: press.at.map(|at| at.message),
                press: Some(press.id.clone()),
                text: None,
            })
        }
        UpdateKind::ManagedBot { by, bot } => Some(Heard {
            person: by.id,
            language: by.language.clone(),
            what: What::Made(bot.id),
            message: None,
            press: None,
            text: None,
        }),
        UpdateKind::OwnMembership(change) => Some(Heard {
            person: change.by,
            language: None,
            what: What::Joined,
            message: None,
            press: None,
            text: None,
        }),
        _ => None,
    }
}

fn said(message: &Message) -> Option<Heard> {
    let author = match &message.author {
        Author::User(user) => Some(user),
        _ => None,
    };
    let is_the_group =
        matches!(&message.author, Author::Chat { chat, .. } if chat.id == message.chat.id);
    if author.is_none() && !is_the_group {
        return None;
    }
    let what = match message.chat.kind {
        ChatKind::Private => match claim_code(message) {
            Some(code) => What::Code(code.to_owned(), message.chat.id),
            None => What::Said(words(message)),
        },
        _ => What::Code(connect_code(message)?.to_owned(), message.chat.id),
    };
    Some(Heard {
        // The code says whose it is.
        person: author.map_or(ANONYMOUS, |user| user.id),
        language: author.and_then(|user| user.language.clone()),
        what,
        message: Some(message.place.message),
        press: None,
        text: match &message.content {
            Content::Text(text) => Some(text.clone()),
            _ => None,
        },
    })
}

fn words(message: &Message) -> Said {
    let text = match &message.content {
        Content::Text(text) => text.text.trim(),
        Content::Service(Service::ChatShared(_, chat)) => return Said::Chose(*chat),
        _ => return Said::Other,
    };
    let first = text.split_whitespace().next().unwrap_or_default();
    match first.to_ascii_lowercase().as_str() {
        "/start" | "/menu" | "/help" => Said::Start,
        "/cancel" => Said::Cancel,
        "/language" => Said::Asks(Screen::Language),
        "/connections" => Said::Asks(Screen::Connections),
        _ => Said::Words(text.to_owned()),
    }
}
