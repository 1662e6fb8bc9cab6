//! Channels: nothing is published by merely writing in the topic. What answers a mirrored post is a comment in the linked discussion
//! group, if the bot is there; everything else waits until somebody presses *Publish*.
//!
//! A post that is seen both in its channel and as automatic forward in the discussion group is mirrored once; the forward is
//! remembered, as comments answer it.

use relevo_telegram::{CallbackPress, ChatKind, Message};

use super::{Context, Incoming, Order, deliver, filter};
use crate::{
    Callback, CallbackAction, Change, Delivery, Direction, Fate, Fresh, HeldWhy, Job, Notice,
    Standing, State,
};

/// How long the button works, as long as what is held keeps its body: seven days.
const HELD_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// What an automatic forward teaches: where comments on its post go.
pub(super) fn learned(message: &Message, context: &Context<'_>) -> Option<Change> {
    let post = message
        .forwarded_post
        .filter(|_| context.connection.params.monitor_channels)?;
    Some(Change::Discussion {
        identity: context.connection.identity,
        post,
        copy: message.place,
    })
}

/// Whether this is the automatic forward of a post that is mirrored in its channel's own topic.
pub(super) fn mirrored_as_post(message: &Message, context: &Context<'_>) -> bool {
    let channel = context.scene.channel.filter(|_| message.automatic_forward);
    channel.is_some_and(|known| {
        let chat = relevo_telegram::Chat {
            id: known.chat,
            kind: ChatKind::Channel,
            title: None,
            forum: false,
        };
        known.connection == context.connection.id
            && known.standing == Standing::Served
            && !known.unreachable
            && filter::chat_left_out(&chat, &context.connection.params).is_none()
    })
}

/// An operator's message in a channel's topic that is no comment: held with a question.
pub(super) fn unpublished(
    mut delivery: Delivery,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Fate) {
    let answers = incoming.reply().is_some();
    delivery.state = State::Held(HeldWhy::Unpublished);
    let (seq, about) = (
        delivery.seq,
        delivery.cause.map(|cause| cause.source.message.0),
    );
    let id = fresh.id();
    let order = Order {
        conversation: context.conversation,
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: if answers {
                Notice::NoDiscussion
            } else {
                Notice::Unpublished
            },
            about,
            buttons: vec![id],
        },
    };
    let changes = vec![
        Change::Deliver(delivery),
        Change::PutCallback(Callback {
            id,
            cell: context.cell.id,
            conversation: context.conversation.expect("words have a conversation").id,
            seq,
            about: None,
            action: CallbackAction::Publish,
            expires_ms: context.now_ms + HELD_MS,
        }),
        Change::Deliver(deliver(order, context, fresh)),
    ];
    (changes, Fate::Held)
}

/// *Publish*: it becomes a post, at the end of its lane.
pub(super) fn published(
    press: &CallbackPress,
    (callback, delivery): (&Callback, &Delivery),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let mut changes = super::pressed::sent_now(delivery, None, context, fresh);
    changes.push(Change::RemoveCallback(callback.id));
    changes.push(super::pressed::answer(press, None, context, fresh));
    changes.extend(super::pressed::said(
        press,
        Notice::Published,
        context,
        fresh,
    ));
    changes
}
