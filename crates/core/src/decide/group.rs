//! A message in the backend group: the team's words for a client, a note, or none of our business.
//!
//! This is the only place where words begin their way to a client. Whatever is not plainly a person's message in the
//! topic of this connection's conversation stays inside.

use relevo_telegram::{Author, ChatKind, Content, Message, MessageId, Service, ThreadId};

use super::{Context, Decision, Incoming, Order, albums, deliver, notice, record, sent, withdraw};
use crate::{
    AlbumFacts, Change, ContentKind, Conversation, Direction, FactKind, Fate, Filter, Fresh, Job,
    Link, LinkRole, Notice, Topic,
};

pub(super) fn decide(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    if let Content::Service(service) = &message.content {
        return service_message(service, incoming, context);
    }
    let conversation = match of_a_person(message, context) {
        Ok(conversation) => conversation,
        Err(fate) => return Decision::nothing(fate),
    };
    let mut decision = match albums::of(message, context) {
        Some(album) => album_item((incoming, album), conversation, context, fresh),
        None => team_message(incoming, conversation, context, fresh),
    };
    if conversation.last_author != 0 {
        let now = Conversation {
            last_author: 0,
            ..conversation.clone()
        };
        decision.changes.insert(0, Change::UpdateConversation(now));
    }
    decision
}

/// The conversation of this connection in whose topic a person wrote this, or why it is none of our business.
pub(super) fn of_a_person<'a>(
    message: &Message,
    context: &Context<'a>,
) -> Result<&'a Conversation, Fate> {
    let ours = context
        .conversation
        .filter(|conversation| conversation.connection == context.connection.id);
    let (Some(_), Some(conversation)) = (message.thread, ours) else {
        return Err(Fate::Filtered(Filter::Elsewhere));
    };
    if let Author::User(user) = &message.author {
        if context.fleet.contains(&user.id) {
            return Err(Fate::Filtered(Filter::OwnFleet));
        }
        if user.bot {
            return Err(Fate::Internal);
        }
    }
    if !message.place.message.is_linkable() {
        return Err(Fate::Filtered(Filter::NotActedOn));
    }
    Ok(conversation)
}

/// An item of an album. One that stays inside keeps the whole album there; what is to be said of the album is said once.
fn album_item(
    (incoming, album): (&Incoming<'_>, AlbumFacts<'_>),
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message.place.message;
    let kept = album.keeps_inside(message);
    let leaves = matches!(written(incoming, context), Written::Message)
        && conversation.kind != ChatKind::Channel;
    if leaves && !kept {
        let manner = albums::Manner {
            line: None,
            native: false,
            forwarded: false,
        };
        let lane = (conversation, Direction::ToClient);
        return Decision {
            changes: albums::gather((incoming, album), lane, manner, context, fresh),
            fate: Fate::Waiting,
        };
    }
    let asks = withdraw::is_asked(incoming.message);
    let mut decision = if kept && !asks {
        Decision {
            changes: vec![note(incoming, conversation, context)],
            fate: Fate::Internal,
        }
    } else {
        team_message(incoming, conversation, context, fresh)
    };
    let rest = albums::inside((incoming, album), conversation, context, fresh);
    decision.changes.extend(rest);
    decision
}

/// A person wrote in a conversation's topic.
fn team_message(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let about = incoming.message.place.message.0;
    let say = |what: Notice, fate: Fate, fresh: &mut Fresh| Decision {
        changes: vec![notice(what, Some(about), context, fresh)],
        fate,
    };
    match written(incoming, context) {
        Written::Note => Decision {
            changes: vec![note(incoming, conversation, context)],
            fate: Fate::Internal,
        },
        Written::Command if withdraw::is_asked(incoming.message) => {
            withdraw::by_command(incoming, context, fresh)
        }
        Written::Command => say(Notice::UnknownCommand, Fate::Internal, fresh),
        Written::AsChat => say(Notice::NotSentAsChat, Fate::Failed, fresh),
        Written::Message if conversation.kind == ChatKind::Channel => {
            say(Notice::NotSentToChannel, Fate::Failed, fresh)
        }
        Written::Message => match job(&incoming.message.content) {
            Some(job) => to_client(job, incoming, context, fresh),
            None => {
                let kind = ContentKind::of(&incoming.message.content);
                say(Notice::NotSentKind { kind }, Fate::Failed, fresh)
            }
        },
    }
}

/// What a person's message is, before its content matters.
pub(super) enum Written {
    Note,
    Command,
    AsChat,
    Message,
}

pub(super) fn written(incoming: &Incoming<'_>, context: &Context<'_>) -> Written {
    let message = incoming.message;
    if let Some(rest) = words(&message.content).trim_start().strip_prefix('/') {
        let is_note = rest.chars().next().is_none_or(char::is_whitespace);
        return if is_note {
            Written::Note
        } else {
            Written::Command
        };
    }
    if context.reply_role.is_some_and(LinkRole::is_inside) {
        return Written::Note;
    }
    match &message.author {
        Author::User(_) => Written::Message,
        // An anonymous administrator writes as the group itself.
        Author::Chat { chat, .. } if chat.id == message.chat.id => Written::Message,
        Author::Chat { .. } | Author::Nobody => Written::AsChat,
    }
}

/// The words of a content: those of a caption make a note or a command as well.
pub(super) fn words(content: &Content) -> &str {
    match content {
        Content::Text(text) => &text.text,
        Content::Media(media) => &media.caption.text,
        _ => "",
    }
}

pub(super) fn note(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Change {
    let kind = ContentKind::of(&incoming.message.content);
    let what = (incoming.message.place.message, kind, incoming.digest);
    note_link(what, conversation, context)
}

/// A message of the topic is a note from now on: which, what it holds, and its digest.
pub(super) fn note_link(
    (topic_message, kind, digest): (MessageId, ContentKind, i64),
    conversation: &Conversation,
    context: &Context<'_>,
) -> Change {
    Change::Link(Link {
        conversation: conversation.id,
        cell: context.cell.id,
        identity: context.connection.identity,
        client_chat: conversation.chat,
        client_message: MessageId(0),
        topic_message,
        role: LinkRole::Note,
        kind,
        digest,
        made_ms: context.now_ms,
    })
}

fn to_client(
    job: Job,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let order = Order {
        conversation: context.conversation,
        direction: Direction::ToClient,
        job,
    };
    let mut delivery = deliver(order, context, fresh);
    delivery.cause = Some(incoming.cause());
    delivery.reply = incoming.reply();
    Decision {
        changes: vec![Change::Deliver(delivery)],
        fate: Fate::Waiting,
    }
}

/// How a content goes to a client: only the checked version leaves, so words and captions are given explicitly.
/// `None`: not sent in this version.
pub(super) fn job(content: &Content) -> Option<Job> {
    let copy = Job::Copy {
        header: None,
        caption: None,
        media: None,
    };
    match content {
        Content::Text(text) => Some(Job::Text { text: sent(text) }),
        Content::Media(media) => Some(Job::Copy {
            header: None,
            caption: media.kind.has_caption().then(|| sent(&media.caption)),
            media: Some(media.clone()),
        }),
        Content::Dice { .. }
        | Content::Contact(_)
        | Content::Location(_)
        | Content::Venue(_)
        | Content::Poll(_) => Some(copy),
        Content::Story
        | Content::Checklist(_)
        | Content::Rich(_)
        | Content::Game
        | Content::Uncopyable(_)
        | Content::Service(_)
        | Content::Unknown(_) => None,
    }
}

/// Of Telegram's own messages only the group's new id and the echo of a topic of ours matter.
fn service_message(service: &Service, incoming: &Incoming<'_>, context: &Context<'_>) -> Decision {
    let message = incoming.message;
    let cell = context.cell.id;
    let new_group = match service {
        Service::MigratedTo(group) => Some(*group),
        Service::MigratedFrom(old) if *old == context.cell.group => Some(message.chat.id),
        _ => None,
    };
    let mut changes = Vec::new();
    if let Some(group) = new_group.filter(|group| *group != context.cell.group) {
        changes.push(Change::CellGroup { cell, group });
        changes.push(record(FactKind::GroupMigrated, None, context));
    }
    let by_us = matches!(&message.author, Author::User(user) if user.id == context.connection.user);
    if let Service::TopicCreated(name) = service
        && by_us
        && context.conversation.is_none()
        && let Some(thread) = message.thread
    {
        changes.extend(echo(name, thread, context));
    }
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

/// Telegram echoes a topic that we made. If its making is still on the way, it is the conversation's from now on, whatever
/// becomes of the call's answer: what an operator writes there next already belongs to the client.
fn echo(name: &str, thread: ThreadId, context: &Context<'_>) -> Vec<Change> {
    let cell = context.cell.id;
    let awaited = context.creating.filter(|creating| {
        creating.name == name && creating.newest.is_none_or(|newest| thread > newest)
    });
    let Some(creating) = awaited else {
        return vec![Change::PutTopic {
            cell,
            thread,
            conversation: None,
        }];
    };
    let conversation = creating.conversation;
    vec![
        Change::PutTopic {
            cell,
            thread,
            conversation: Some(conversation.id),
        },
        Change::UpdateConversation(Conversation {
            topic: Topic::Open(thread),
            last_author: 0,
            ..conversation.clone()
        }),
        record(FactKind::TopicCreated, Some(conversation), context),
    ]
}
