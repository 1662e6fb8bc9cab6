//! What does this event change? A pure function: event and facts in, changes out.
//!
//! Neighbours: `client`, `group`, `pressed` and `membership` hold one decision each, `mirror` how a client's content
//! travels (as the table of contents says), `hidden` how it does when the team may not see everything; `call` takes over once a
//! delivery exists.
//! Deliberately absent: everything about *when* and *how* a delivery is made.

mod accept;
mod account;
mod albums;
mod assign;
mod away;
mod bans;
mod buttons;
mod channels;
mod client;
mod commands;
mod deleted;
mod edited;
mod filter;
mod first;
mod forum;
mod group;
mod happened;
mod hidden;
mod info;
mod inside;
mod invites;
mod lists;
mod membership;
mod mirror;
mod operators;
mod opting;
mod outgoing;
mod participants;
mod pressed;
mod reacted;
mod rebuilt;
mod requests;
mod restricted;
mod retries;
mod say;
mod scene;
mod sources;
mod standby;
mod status;
mod statuses;
mod stopped;
mod versions;
mod wanted;
mod withdraw;

pub use account::{WINDOW_MS, WINDOW_TOLD_MS, window_closes};
pub use albums::AlbumFacts;
pub(crate) use assign::OFFERED_MS;
pub use assign::asks_to_assign;
pub(crate) use buttons::under as words_and_buttons;
pub use commands::{linked_topic, written_command};
pub use lists::asks_for_list;
pub(crate) use mirror::{CAPTION_UNITS_MAX, TEXT_UNITS_MAX, under};
pub use operators::{Colleague, Operator, Shown, people_shown};
pub(crate) use outgoing::outgoing;
pub use pressed::{Question, retry};
pub(crate) use rebuilt::{left_of, matter_of, stays_inside, words as words_of};
pub(crate) use restricted::of_content as words_in;
pub use retries::asks_to_retry;
pub use say::{Saying, asks_to_say, operator_name, reply_said, say};
pub use scene::{PRESENCE_MS, Presence, Scene, Source};
pub use status::asks_for_status;
pub use statuses::closed_by_itself;
pub use stopped::told_while_stopped;
pub(crate) use wanted::WANTED_AFTER_MS;
pub(crate) use withdraw::WITHDRAWABLE_MS;

use relevo_telegram::{Content, EntityKind, Message, Quote, Text, UserId};

use crate::byline::author_id;
use crate::{
    Callback, CallbackAction, Cause, Cell, Change, Codebook, Connection, ConnectionState,
    ContentKind, Conversation, Delivery, Direction, Event, Fact, FactKind, Fate, Filter, Fresh,
    InboxMark, Job, Link, LinkRole, Notice, ReplySource, Seq, State,
};

/// The facts that a decision is given, gathered by the program for this one event.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Unix milliseconds.
    pub now_ms: i64,
    /// The connection whose identity received the event.
    pub connection: &'a Connection,
    /// Its cell.
    pub cell: &'a Cell,
    /// The bots and accounts of this installation: what they write is never a client's or an operator's word.
    pub fleet: &'a [UserId],
    /// The conversation of the client chat, or the one that owns the topic. It may belong to another connection of the cell.
    pub conversation: Option<&'a Conversation>,
    /// The digest of the names that this event shows for the client chat (see `Conversation::card_digest`); 0 if it shows none.
    pub card_digest: i64,
    /// The digest of what the event's message holds (see `Link::digest`); 0 for events without a message.
    pub content_digest: i64,
    /// What the message answered in the group is, if a link says so.
    pub reply_role: Option<LinkRole>,
    /// What is known of the message that the event is about: the one that was edited, or is to be withdrawn.
    pub about: About<'a>,
    /// What is known of the album that the event's message is an item of, or that is to be withdrawn.
    pub album: Option<AlbumFacts<'a>>,
    /// The topic that is being made in the group, if one is: the one whose echo may come.
    pub creating: Option<Creating<'a>>,
    /// Where code names come from.
    pub codebook: &'a dyn Codebook,
    /// The pressed button's row.
    pub callback: Option<&'a Callback>,
    /// The delivery that the pressed button is about, body included, if it is still there.
    pub delivery: Option<&'a Delivery>,
    /// What only groups, channels and first contacts need.
    pub scene: Scene<'a>,
}

/// What is known of a message that was mirrored, or waits to be.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Its links, oldest first.
    pub links: &'a [Link],
    /// The deliveries it caused that are still there, body included, in order; not those of reactions to it.
    pub pending: &'a [Delivery],
    /// For reactions: the deliveries that are to show reactions to the message that is meant.
    pub reacting: &'a [Delivery],
}

/// A topic whose making is claimed, or whose outcome is unknown. There is at most one in a group at a time.
#[derive(Clone, Copy, Debug)]
pub struct Creating<'a> {
    /// Whose it will be.
    pub conversation: &'a Conversation,
    /// How it will be called.
    pub name: &'a str,
    /// The group's newest topic that has an owner: a topic being made has a higher number.
    pub newest: Option<relevo_telegram::ThreadId>,
}

/// What an event changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// What becomes of the update.
    pub fate: Fate,
}

/// Whether this message is a command about what it answers (`/del`, `/retry`, `/ban`, `/unban`): then `Context::about` is that.
#[must_use]
pub fn asks_about_its_reply(message: &Message) -> bool {
    withdraw::is_asked(message) || bans::is_asked(message) || asks_to_retry(message)
}

/// What does this event change?
#[must_use]
pub fn decide(event: &Event, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let mut decision = decide_by_kind(event, context, fresh);
    let learned = operators::learned(event, context, fresh);
    decision.changes.extend(learned);
    let watched = forum::watched(event, context, fresh);
    decision.changes.extend(watched);
    decision
}

fn decide_by_kind(event: &Event, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let stopped = context.connection.state == ConnectionState::Stopped;
    match event {
        Event::ClientMessage { message, .. }
        | Event::OwnMessage { message, .. }
        | Event::GroupMessage { message, .. }
        | Event::ClientEdited { message, .. }
        | Event::GroupEdited { message, .. }
            if stopped && !matches!(message.content, Content::Service(_)) =>
        {
            Decision::nothing(Fate::Filtered(Filter::Stopped))
        }
        Event::ClientMessage { mark, message } => {
            let shown = hidden::hiding(context).message(message);
            let incoming = Incoming::new(*mark, message, context);
            client::decide(&incoming.shown_as(&shown), context, fresh)
        }
        Event::GroupMessage { mark, message } => {
            let message = &*outgoing::outgoing(message);
            let incoming = Incoming::new(*mark, message, context);
            let mut decision = group::decide(&incoming, context, fresh);
            let told = stopped::told(&incoming, context, fresh);
            decision.changes.extend(told);
            decision
        }
        Event::OwnMessage {
            mark,
            message,
            with,
        } => {
            let shown = hidden::hiding(context).message(message);
            let shown = account::shown(shown, message, context);
            let incoming = Incoming::new(*mark, message, context);
            account::own(&incoming.shown_as(&shown), with.as_ref(), context, fresh)
        }
        Event::ClientDeleted { .. } if stopped => {
            Decision::nothing(Fate::Filtered(Filter::Stopped))
        }
        Event::ClientDeleted { chat, messages, .. } => {
            deleted::decide((*chat, messages), context, fresh)
        }
        Event::Account { now, .. } => account::changed(now, context, fresh),
        Event::ClientEdited { mark, message } => {
            let shown = hidden::hiding(context).message(message);
            let shown = account::shown(shown, message, context);
            let incoming = Incoming::new(*mark, message, context);
            edited::by_client(&incoming.shown_as(&shown), context, fresh)
        }
        Event::GroupEdited { mark, message } => {
            let message = &*outgoing::outgoing(message);
            edited::by_team(&Incoming::new(*mark, message, context), context, fresh)
        }
        Event::Pressed { mark, press } if requests::is_of_a_panel(press) => {
            requests::pressed(*mark, press, context, fresh)
        }
        Event::Pressed { press, .. } => pressed::decide(press, context, fresh),
        Event::OwnMembership { change, .. } => membership::decide(change, context, fresh),
        Event::GroupMember { .. } => Decision::nothing(Fate::Internal),
        Event::ClientReacted { .. } | Event::ClientCounted { .. } | Event::GroupReacted { .. }
            if stopped =>
        {
            Decision::nothing(Fate::Filtered(Filter::Stopped))
        }
        Event::ClientReacted { mark, change } => {
            reacted::by_client(&reacted::Reacting::of(*mark, change), context, fresh)
        }
        Event::ClientCounted { mark, counts } => {
            reacted::by_client(&reacted::Reacting::counted(*mark, counts), context, fresh)
        }
        Event::GroupReacted { mark, change } => {
            reacted::by_team(&reacted::Reacting::of(*mark, change), context, fresh)
        }
        Event::Other { .. } => Decision::nothing(Fate::Filtered(Filter::NotActedOn)),
    }
}

/// A message with the update that brought it.
#[derive(Clone, Copy)]
struct Incoming<'a> {
    mark: InboxMark,
    message: &'a Message,
    /// The message as the team may see it. Whatever is said in the backend group is made from this one.
    shown: &'a Message,
    digest: i64,
}

impl<'a> Incoming<'a> {
    fn new(mark: InboxMark, message: &'a Message, context: &Context<'_>) -> Incoming<'a> {
        Incoming {
            mark,
            message,
            shown: message,
            digest: context.content_digest,
        }
    }

    fn shown_as<'b>(self, shown: &'b Message) -> Incoming<'b>
    where
        'a: 'b,
    {
        Incoming { shown, ..self }
    }

    /// What a delivery of this message tells of.
    fn cause(&self) -> Cause {
        Cause {
            mark: self.mark,
            source: self.message.place,
            kind: ContentKind::of(&self.message.content),
            author: author_id(&self.message.author),
            digest: self.digest,
        }
    }

    /// What it answers. The message that opened its topic is an implicit answer of every message there: no reply.
    fn reply(&self) -> Option<ReplySource> {
        let reply = self.shown.reply.as_ref()?;
        let to = reply.to.filter(|to| to.is_linkable())?;
        if self.message.thread.is_some_and(|thread| thread.0 == to.0) {
            return None;
        }
        Some(ReplySource {
            message: to.0,
            quote: reply.quote.as_ref().map(|quote| Quote {
                text: only(&quote.text, is_quoted),
                position: quote.position,
            }),
        })
    }
}

impl Decision {
    fn nothing(fate: Fate) -> Decision {
        Decision {
            changes: Vec::new(),
            fate,
        }
    }
}

/// The same words with the formatting that we may send: what Telegram finds by itself it finds again.
pub(crate) fn sent(text: &Text) -> Text {
    only(text, EntityKind::is_sent)
}

/// The formatting that a quote must carry to be recognised (Bot API, `ReplyParameters.quote`); nothing else is allowed in it.
fn is_quoted(kind: &EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Bold
            | EntityKind::Italic
            | EntityKind::Underline
            | EntityKind::Strikethrough
            | EntityKind::Spoiler
            | EntityKind::CustomEmoji(_)
    )
}

fn only(text: &Text, keep: impl Fn(&EntityKind) -> bool) -> Text {
    Text {
        text: text.text.clone(),
        entities: text
            .entities
            .iter()
            .filter(|entity| keep(&entity.kind))
            .cloned()
            .collect(),
    }
}

/// Which way a new delivery of the event's connection goes, for which conversation, and what it does.
struct Order<'a> {
    conversation: Option<&'a Conversation>,
    direction: Direction,
    job: Job,
}

/// A new delivery at the end of its lane, due at once, caused by nothing.
fn deliver(order: Order<'_>, context: &Context<'_>, fresh: &mut Fresh) -> Delivery {
    Delivery {
        seq: fresh.seq(),
        cell: context.cell.id,
        connection: context.connection.id,
        conversation: order.conversation.map(|conversation| conversation.id),
        direction: order.direction,
        state: State::Waiting {
            due_ms: context.now_ms,
        },
        attempts: 0,
        step: 0,
        header_message: None,
        repeat: false,
        bare: false,
        cause: None,
        reply: None,
        made_ms: context.now_ms,
        aim: None,
        job: order.job,
    }
}

/// A notice in a conversation's topic, as a reply to `about` if that is given.
fn notice(notice: Notice, about: Option<i64>, context: &Context<'_>, fresh: &mut Fresh) -> Change {
    let order = Order {
        conversation: context.conversation,
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice,
            about,
            buttons: Vec::new(),
        },
    };
    Change::Deliver(deliver(order, context, fresh))
}

/// A row of buttons for a notice to come, in this order: their ids, and what keeps them. `seq` is the delivery they are about.
fn put_buttons(
    actions: &[CallbackAction],
    (seq, expires_ms): (Seq, i64),
    conversation: &Conversation,
    (context, fresh): (&Context<'_>, &mut Fresh),
) -> (Vec<i64>, Vec<Change>) {
    let put = |action: &CallbackAction| {
        let id = fresh.id();
        let button = Callback {
            id,
            cell: context.cell.id,
            conversation: conversation.id,
            seq,
            about: None,
            action: *action,
            expires_ms,
        };
        (id, Change::PutCallback(button))
    };
    actions.iter().map(put).unzip()
}

/// A line of the journal.
fn record(kind: FactKind, conversation: Option<&Conversation>, context: &Context<'_>) -> Change {
    Change::Record(Fact {
        cell: context.cell.id,
        conversation: conversation.map(|conversation| conversation.id),
        kind,
        at_ms: context.now_ms,
    })
}

#[cfg(test)]
pub(crate) mod tests;
