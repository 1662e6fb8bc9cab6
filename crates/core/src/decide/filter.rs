//! What the parameters leave out of the mirror: counted by reason, never an error.
//!
//! Deliberately absent: the keyword lists, and whether a chat is a backend group of ours (the router knows).

use relevo_telegram::{Author, Chat, ChatKind, Message, Text, UserId};

use super::{Incoming, author_id};
use crate::{Filter, Params};

/// The welcome for whoever wrote this, in the language of their app if there is one, with their name filled in.
pub(super) fn welcome(params: &Params, message: &Message) -> Option<Text> {
    let (language, first_name) = match &message.author {
        Author::User(user) => (user.language.as_deref(), user.first_name.as_str()),
        Author::Chat { .. } | Author::Nobody => (None, ""),
    };
    let title = message.chat.title.as_deref().unwrap_or(first_name);
    let welcome = params.welcome.as_ref()?;
    Some(welcome.filled(language, title, first_name))
}

/// Why a client's message is left out, if it is. The order is the order in which reasons are counted: own fleet, ignored,
/// not on the white list, not monitored. Author and chat are both looked up.
pub(super) fn left_out(
    incoming: &Incoming<'_>,
    params: &Params,
    fleet: &[UserId],
) -> Option<Filter> {
    let author = author_id(&incoming.message.author);
    left_out_by((author, &incoming.message.chat), params, fleet)
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
    let names = |list: &[i64]| list.iter().any(|id| *id == chat.id.0 || *id == author);
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
