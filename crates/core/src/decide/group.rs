//! A message in the backend group: the team's words for a client, a note, or none of our business.
//!
//! This is the only place where words begin their way to a client. Whatever is not plainly a person's message in the
//! topic of this connection's conversation stays inside.

use relevo_telegram::{
    Author, ChatKind, Content, Media, Message, MessageId, Place, Service, Text, ThreadId,
};

use super::commands::Read;
use super::inside::{Inside, inside};
use super::mirror::{CAPTION_UNITS_MAX, TEXT_UNITS_MAX};
use super::{
    Context, Decision, Incoming, Order, account, albums, buttons, channels, commands, deliver,
    notice, rebuilt, record, restricted, sent, sources, status, statuses, stopped, wanted,
    withdraw,
};
use crate::{
    Aim, AlbumFacts, Answer, Change, Closed, ContentKind, Conversation, Delivery, Direction,
    FactKind, Fate, Filter, Fresh, Info, Job, Link, LinkRole, Notice, State, Topic, Way,
    without_square,
};

pub(super) fn decide(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    if let Content::Service(service) = &message.content {
        return service_message(service, incoming, context, fresh);
    }
    if let Some(answer) = status::answered(incoming, context, fresh) {
        return answer;
    }
    if let Some(answer) = commands::in_general(incoming, context, fresh) {
        return answer;
    }
    let conversation = match of_a_person(message, context) {
        Ok(conversation) => conversation,
        Err(fate) => return Decision::nothing(fate),
    };
    let mut decision = match albums::of(message, context) {
        Some(album) => album_item((incoming, album), conversation, context, fresh),
        None => team_message(incoming, conversation, context, fresh),
    };
    let mut now = Conversation {
        last_author: 0,
        ..conversation.clone()
    };
    if decision.fate == Fate::Waiting && leaves(incoming, context) {
        let answered = statuses::answered(&mut now, context, fresh);
        decision.changes.extend(answered);
    }
    if now != *conversation {
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
    let is_message = matches!(written(incoming, context), Written::Message)
        && goes_out(context)
        && stopped(incoming.message, context).is_none();
    if is_message && !kept {
        return album_to_client((incoming, album), conversation, context, fresh);
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

/// An item joins its album, also where that waits for a person's word. One that begins an album may have to wait for it, like any
/// message; the question is about all that joins.
fn album_to_client(
    (incoming, album): (&Incoming<'_>, AlbumFacts<'_>),
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let manner = albums::Manner {
        line: None,
        native: false,
        forwarded: false,
    };
    let lane = (conversation, Direction::ToClient);
    let gathered = albums::gather((incoming, album), lane, manner, context, fresh);
    let (mut changes, mut fate) = (Vec::new(), Fate::Waiting);
    for change in gathered {
        let delivery = match change {
            Change::Deliver(delivery) => delivery,
            other => {
                if let Change::Replace(Delivery {
                    state: State::Held(_),
                    ..
                }) = other
                {
                    fate = Fate::Held;
                }
                changes.push(other);
                continue;
            }
        };
        let comment = albums::commented(album, conversation, context);
        let (placed, what_follows) = placed((delivery, comment), incoming, context, fresh);
        changes.extend(placed);
        fate = what_follows;
    }
    Decision { changes, fate }
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
        Written::Command if withdraw::is_asked(incoming.message) && !is_forwarded(incoming) => {
            withdraw::by_command(incoming, context, fresh)
        }
        Written::Command if !is_of_the_team(incoming.message) => {
            say(Notice::NotSentAsChat, Fate::Failed, fresh)
        }
        Written::Command => command(incoming, conversation, context, fresh),
        Written::AsChat => say(Notice::NotSentAsChat, Fate::Failed, fresh),
        Written::Message if !goes_out(context) => Decision {
            changes: vec![note(incoming, conversation, context)],
            fate: Fate::Internal,
        },
        Written::Message if let Some(word) = stopped(incoming.message, context) => {
            say(Notice::NotSentRestricted { word }, Fate::Failed, fresh)
        }
        Written::Message => match job(incoming.message, context.now_ms) {
            Some(job) => {
                let mut decision = to_client(job, incoming, context, fresh);
                if loses_buttons(incoming.message) {
                    let told = notice(Notice::ButtonsNotSent, Some(about), context, fresh);
                    decision.changes.push(told);
                }
                decision
            }
            None => say(not_sent(&incoming.message.content), Fate::Failed, fresh),
        },
    }
}

fn command(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let words = rebuilt::first_words(&incoming.message.content);
    let mut read = words
        .iter()
        .filter_map(|words| commands::read(words, context));
    let done = match read.next() {
        Some(Read::Ours(..) | Read::Unknown) if is_forwarded(incoming) => Some(Decision {
            changes: vec![commands::answer(
                Answer::Forwarded,
                Some(conversation),
                incoming,
                context,
                fresh,
            )],
            fate: Fate::Internal,
        }),
        Some(Read::Ours(command, argument)) => {
            let what = (command, argument);
            commands::in_topic(what, incoming, conversation, context, fresh)
        }
        Some(Read::Others) => Some(Decision::nothing(Fate::Internal)),
        Some(Read::Unknown) | None => None,
    };
    done.unwrap_or_else(|| {
        let about = Some(incoming.message.place.message.0);
        Decision {
            changes: vec![notice(Notice::UnknownCommand, about, context, fresh)],
            fate: Fate::Internal,
        }
    })
}

/// What somebody forwards is not their own word.
fn is_forwarded(incoming: &Incoming<'_>) -> bool {
    incoming.message.origin.is_some()
}

/// Whether this is a person's message that goes to the client, as far as its words and its kind decide that.
pub(super) fn leaves(incoming: &Incoming<'_>, context: &Context<'_>) -> bool {
    let message = incoming.message;
    of_a_person(message, context).is_ok()
        && matches!(written(incoming, context), Written::Message)
        && goes_out(context)
        && stopped(message, context).is_none()
        && job(message, context.now_ms).is_some()
}

/// With `REPLY_ONLY` only what answers a mirrored message goes out; the rest is talk of the team.
fn goes_out(context: &Context<'_>) -> bool {
    let answers = context.reply_role.is_some_and(|role| {
        matches!(role, LinkRole::Team | LinkRole::Unnumbered) || role.is_of_the_client()
    });
    answers || !context.connection.params.reply_only
}

/// The restricted word because of which a message must not leave.
pub(super) fn stopped(message: &Message, context: &Context<'_>) -> Option<String> {
    let list = &context.connection.params.restricted_keywords_backend;
    restricted::found(list, message).map(str::to_owned)
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
    let first_words = rebuilt::first_words(&message.content);
    match first_words.iter().find_map(|words| inside(words)) {
        Some(Inside::Note) => return Written::Note,
        Some(Inside::Command(_)) => return Written::Command,
        None => {}
    }
    if context.reply_role.is_some_and(LinkRole::is_inside) {
        return Written::Note;
    }
    match is_of_the_team(message) {
        true => Written::Message,
        false => Written::AsChat,
    }
}

/// Whether a person wrote it in their own name or, as an anonymous administrator, in that of the group itself.
pub(super) fn is_of_the_team(message: &Message) -> bool {
    match &message.author {
        Author::User(_) => true,
        Author::Chat { chat, .. } => chat.id == message.chat.id,
        Author::Nobody => false,
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
        relay: None,
        role: LinkRole::Note,
        kind,
        digest,
        author: 0,
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
    let comment = context.scene.comment;
    let (changes, fate) = placed((delivery, comment), incoming, context, fresh);
    Decision { changes, fate }
}

/// Words on their way get their place in the client chat, or beside it, or a person is asked about them. In a channel's topic: the
/// place of the comment that they are, if they are one.
pub(super) fn placed(
    (mut delivery, comment): (Delivery, Option<Place>),
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Fate) {
    delivery.aim = sources::newest(context);
    let is_late = stopped::meanwhile(incoming.message, context);
    let is_channel = context
        .conversation
        .is_some_and(|known| known.kind == ChatKind::Channel);
    if is_channel {
        delivery.reply = None;
        delivery.aim = comment.map(Aim::Comment);
    }
    match comment {
        // What is no comment is asked about anyway.
        None if is_channel => channels::unpublished(delivery, incoming, context, fresh),
        _ if is_late => stopped::held(delivery, Notice::HeldWhileStopped, context, fresh),
        _ if let Some(reason) = account::hinders(context) => {
            stopped::held_by_account(delivery, reason, context, fresh)
        }
        _ if is_channel => (vec![Change::Deliver(delivery)], Fate::Waiting),
        _ => sources::aimed(delivery, context, fresh),
    }
}

/// How a message goes to a client, as the table of contents says: only the checked version leaves, so words and captions are
/// given explicitly and everything else is made anew. `None`: it does not go. `at_ms`: when the delivery was decided.
pub(super) fn job(message: &Message, at_ms: i64) -> Option<Job> {
    let content = &message.content;
    let text = |words: Text| Job::Text {
        text: carrying(message, words, TEXT_UNITS_MAX),
        no_preview: message.no_preview,
    };
    match (ContentKind::of(content).row().to_client, content) {
        (Way::Words, _) => rebuilt::words(content).map(text),
        (Way::Captioned, Content::Media(media)) => {
            let caption = carrying(message, sent(&media.caption), CAPTION_UNITS_MAX);
            Some(copy(media, Some(caption)))
        }
        (Way::Copied, Content::Media(media)) => Some(copy(media, None)),
        (Way::Rebuilt, Content::Poll(poll)) if poll.quiz && poll.correct.is_empty() => None,
        (Way::Rebuilt, _) => match rebuilt::matter(message, at_ms) {
            Some(matter) => Some(Job::Anew {
                header: None,
                matter,
            }),
            None => rebuilt::words(content)
                .filter(|words| words.units() <= TEXT_UNITS_MAX)
                .map(text),
        },
        _ => None,
    }
}

fn copy(media: &Media, caption: Option<Text>) -> Job {
    Job::Copy {
        header: None,
        caption,
        media: Some(media.clone()),
    }
}

/// The words with the message's buttons that open an address, if that fits.
fn carrying(message: &Message, words: Text, units_max: usize) -> Text {
    let buttons = buttons::with_address(&message.buttons);
    buttons::under(&words, &buttons, units_max).unwrap_or(words)
}

/// Whether some of the message's buttons do not reach the client.
fn loses_buttons(message: &Message) -> bool {
    let buttons = buttons::with_address(&message.buttons);
    let fit = |words: &Text, units_max| buttons::under(words, &buttons, units_max).is_some();
    let way = ContentKind::of(&message.content).row().to_client;
    let carried = match (way, &message.content) {
        (Way::Words, content) => {
            rebuilt::words(content).is_some_and(|words| fit(&words, TEXT_UNITS_MAX))
        }
        (Way::Captioned, Content::Media(media)) => fit(&media.caption, CAPTION_UNITS_MAX),
        _ => buttons.is_empty(),
    };
    !carried || buttons.len() < message.buttons.len()
}

/// Why a content does not go to the client.
pub(super) fn not_sent(content: &Content) -> Notice {
    match ContentKind::of(content) {
        ContentKind::Quiz => Notice::QuizNotSent,
        kind => Notice::NotSentKind { kind },
    }
}

/// Of Telegram's own messages only the group's new id, the echo of a topic of ours and what people do to a topic matter.
fn service_message(
    service: &Service,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
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
    let by_us =
        matches!(&message.author, Author::User(user) if user.id == context.connection.bot_user());
    if let Service::TopicCreated(name) = service
        && by_us
        && context.conversation.is_none()
        && let Some(thread) = message.thread
    {
        changes.extend(echo((name, thread), context, fresh));
    }
    changes.extend(wanted::by_a_person(service, message, context, fresh));
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

/// Telegram echoes a topic that we made. If its making is still on the way, it is the conversation's from now on, whatever
/// becomes of the call's answer: what an operator writes there next already belongs to the client.
fn echo((name, thread): (&str, ThreadId), context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let cell = context.cell.id;
    let awaited = context.creating.filter(|creating| {
        without_square(creating.name) == without_square(name)
            && creating.newest.is_none_or(|newest| thread > newest)
    });
    let Some(creating) = awaited else {
        return vec![Change::PutTopic {
            cell,
            thread,
            conversation: None,
        }];
    };
    let conversation = creating.conversation;
    let mut changes = vec![
        Change::PutTopic {
            cell,
            thread,
            conversation: Some(conversation.id),
        },
        Change::UpdateConversation(Conversation {
            topic: Topic::Open(thread),
            last_author: 0,
            closed: Closed::No,
            ..conversation.clone()
        }),
        record(FactKind::TopicCreated, Some(conversation), context),
    ];
    let card = Info::of_a_new_topic(conversation, context.connection);
    changes.extend(card.map(|(direction, job)| {
        let order = Order {
            conversation: Some(conversation),
            direction,
            job,
        };
        Change::Deliver(deliver(order, context, fresh))
    }));
    changes
}
