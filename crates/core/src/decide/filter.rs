//! What the parameters leave out of the mirror: counted by reason, never an error.
//!
//! Deliberately absent: whether a chat is a backend group of ours (the router knows), and whether a group was accepted (`accept`).

use relevo_telegram::{Author, Chat, ChatKind, Message, Text, UserId};

use super::{Incoming, author_id, restricted};
use crate::params::{Keywords, OwnerText};
use crate::{Filter, Params};

/// The welcome for whoever wrote this.
pub(super) fn welcome(params: &Params, message: &Message) -> Option<Text> {
    let welcome = params.welcome.as_ref()?;
    Some(said_to(welcome, message))
}

/// The owner's words for whoever wrote this, in the language of their app if there is one, with their name filled in.
pub(super) fn said_to(words: &OwnerText, message: &Message) -> Text {
    let (language, first_name) = match &message.author {
        Author::User(user) => (user.language.as_deref(), user.first_name.as_str()),
        Author::Chat { .. } | Author::Nobody => (None, ""),
    };
    let title = message.chat.title.as_deref().unwrap_or(first_name);
    words.filled(language, title, first_name)
}

/// Why a client's message is left out, if it is. The order is the order in which reasons are counted: own fleet, ignored,
/// not on the white list, not monitored, restricted words. Author and chat are both looked up.
pub(super) fn left_out(
    incoming: &Incoming<'_>,
    params: &Params,
    fleet: &[UserId],
) -> Option<Filter> {
    let author = author_id(&incoming.message.author);
    let restricted = || restricted::found(&params.restricted_keywords_frontend, incoming.message);
    left_out_by((author, &incoming.message.chat), params, fleet)
        .or_else(|| restricted().map(|_| Filter::Restricted))
}

/// As [`left_out`], for what is no message: who did it, and where.
pub(super) fn left_out_by(
    (author, chat): (i64, &Chat),
    params: &Params,
    fleet: &[UserId],
) -> Option<Filter> {
    if fleet.iter().any(|bot| bot.0 == author) {
        return Some(Filter::OwnFleet);
    }
    of_these(&[chat.id.0, author], chat, params)
}

/// Why nothing of a chat is mirrored, whoever writes there.
pub(super) fn chat_left_out(chat: &Chat, params: &Params) -> Option<Filter> {
    of_these(&[chat.id.0], chat, params)
}

fn of_these(ids: &[i64], chat: &Chat, params: &Params) -> Option<Filter> {
    let names = |list: &[i64]| list.iter().any(|id| ids.contains(id));
    if names(&params.ignore_chats) {
        return Some(Filter::Ignored);
    }
    if params.white_list.as_ref().is_some_and(|list| !names(list)) {
        return Some(Filter::NotWhite);
    }
    let monitored = match chat.kind {
        ChatKind::Private => params.monitor_private,
        ChatKind::Group | ChatKind::Supergroup => params.monitor_groups,
        ChatKind::Channel => params.monitor_channels,
        ChatKind::Other => false,
    };
    (!monitored).then_some(Filter::NotMonitored)
}

/// Whether a message wakes a conversation of which nothing has been mirrored yet.
pub(super) fn wakes(message: &Message, params: &Params) -> bool {
    keywords(message.chat.kind, params)
        .is_none_or(|keywords| keywords.matches(&restricted::said(message)))
}

/// What wakes a conversation of this kind; none: whatever is written.
pub(super) fn keywords(kind: ChatKind, params: &Params) -> Option<&Keywords> {
    match kind {
        ChatKind::Private => params.private_keywords.as_ref(),
        ChatKind::Group | ChatKind::Supergroup => params.groups_keywords.as_ref(),
        ChatKind::Channel => params.channels_keywords.as_ref(),
        ChatKind::Other => None,
    }
}
