//! One message, with what its reader may do to it.

use serde::Serialize;
use serde_json::Value;

use super::people::{self, Author, name_of};
use super::thread_of;
use crate::world::message::{Message, MessageKey};
use crate::world::{Kind, World};

/// Names under a reaction at most.
const NAMES_MAX: usize = 50;

/// A message as its reader sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct MessageView {
    pub(crate) id: i64,
    pub(crate) chat: i64,
    pub(crate) thread: i64,
    outgoing: bool,
    /// The Bot API's `Message`.
    message: Value,
    author: Author,
    reactions: Vec<Reaction>,
    /// Numbers of the options that the viewer voted for.
    #[serde(skip_serializing_if = "Option::is_none")]
    voted: Option<Vec<usize>>,
    can_edit: bool,
    can_delete: bool,
    can_forward: bool,
}

/// Everybody who reacted alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Reaction {
    /// The fields of `ReactionType`.
    #[serde(flatten)]
    what: Value,
    count: usize,
    mine: bool,
    who: Vec<String>,
}

/// The message, unless it is deleted or the viewer never got it.
pub(super) fn message_view(world: &World, viewer: i64, key: MessageKey) -> Option<MessageView> {
    if !world.sees(viewer, key) {
        return None;
    }
    let message = world.message(key);
    let chat = world.chat_of(message.place);
    let channel = chat.is_some_and(|chat| chat.is_channel());
    let own = message.author.account == viewer;
    let by_right = chat.is_none_or(|chat| {
        chat.standing(viewer)
            .has(|rights| rights.can_delete_messages)
    });
    let mut shown = world.message_json(key, viewer);
    if let Some(bot) = message.business_bot.filter(|_| own) {
        shown["sender_business_bot"] = world.user_json(bot);
    }
    Some(MessageView {
        id: message.id_for(viewer)?,
        chat: message.place.id_for(viewer),
        thread: thread_of(world, key),
        outgoing: own && !channel,
        message: shown,
        author: people::author(world, message),
        reactions: reactions(world, viewer, message),
        voted: voted(world, viewer, message),
        can_edit: own && editable(message),
        can_delete: own || by_right,
        can_forward: !message.protected && message.content.kind.can_travel(false),
    })
}

/// Texts and captions can be edited, forwards cannot.
fn editable(message: &Message) -> bool {
    let kind = message.content.kind;
    (kind == Kind::Text || kind.has_caption()) && !message.is_forward()
}

fn voted(world: &World, viewer: i64, message: &Message) -> Option<Vec<usize>> {
    let poll = Some(&message.content).filter(|content| content.kind == Kind::Poll)?;
    let vote = world.vote_of(poll.body()["id"].as_str()?, viewer)?;
    Some(vote.to_vec())
}

fn reactions(world: &World, viewer: i64, message: &Message) -> Vec<Reaction> {
    let mut groups: Vec<Reaction> = Vec::new();
    // In channels one sees how many, not who.
    let named = !world
        .chat_of(message.place)
        .is_some_and(|chat| chat.is_channel());
    for (account, list) in &message.reactions {
        for what in list {
            let at = groups.iter().position(|group| group.what == *what);
            let at = at.unwrap_or_else(|| {
                groups.push(Reaction {
                    what: what.clone(),
                    count: 0,
                    mine: false,
                    who: Vec::new(),
                });
                groups.len() - 1
            });
            let group = &mut groups[at];
            group.count += 1;
            group.mine |= *account == viewer;
            if named && group.who.len() < NAMES_MAX {
                group.who.push(name_of(world, *account));
            }
        }
    }
    groups
}
