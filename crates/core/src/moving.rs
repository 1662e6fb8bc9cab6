//! A connection moves to another backend group: what becomes of its conversations, and of what waits for the old one.
//!
//! Answers to clients go before it moves, as they are copied out of the old group. Clients' messages that wait are carried along, so that
//! a busy group need not fall silent first; everything that is about posts of the old group stays behind. Neighbour: `relevo::moving`
//! reads and writes.

use relevo_telegram::ChatId;

use crate::{
    CellId, Closed, Conversation, Delivery, Direction, Fresh, Job, Notice, State, Status, Title,
    Topic, Wanted,
};

/// What becomes of something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// It is on its way, or goes to a client: the move waits for it.
    NotYet,
    /// It goes to the new group.
    Along(Box<Delivery>),
    /// It is about the old group.
    Behind,
}

/// What becomes of a delivery in a lane. Only what may be under way, and what goes to a client, is waited for.
#[must_use]
pub fn carried(delivery: &Delivery, old_group: ChatId, to: CellId) -> Carried {
    if matches!(delivery.state, State::Claimed { .. }) {
        return Carried::NotYet;
    }
    match delivery.direction {
        Direction::ToClient | Direction::Broadcast => return Carried::NotYet,
        // Titles and answers in General.
        Direction::Aside => return Carried::Behind,
        Direction::ToTopic => {}
    }
    let is_clients = delivery
        .cause
        .is_some_and(|cause| cause.source.chat != old_group);
    let job = match &delivery.job {
        // The copy stays in the old group: the new version is posted.
        Job::Edit { anew, .. } if is_clients => (**anew).clone(),
        Job::React | Job::Under { .. } => return Carried::Behind,
        job if is_clients || stands_alone(delivery) => job.clone(),
        _ => return Carried::Behind,
    };
    Carried::Along(Box::new(Delivery {
        cell: to,
        attempts: 0,
        step: 0,
        header_message: None,
        job,
        ..delivery.clone()
    }))
}

/// Whether it says something in a topic that is true in any: nothing about a post of the old group, and no question.
fn stands_alone(delivery: &Delivery) -> bool {
    let says =
        matches!(&delivery.job, Job::Notice { about: None, buttons, .. } if buttons.is_empty());
    says && delivery.conversation.is_some() && delivery.reply.is_none()
}

/// The conversation in the new group: its topic is made anew, with the next message or at once.
#[must_use]
pub fn moved(conversation: &Conversation) -> Conversation {
    Conversation {
        topic: Topic::None,
        last_author: 0,
        title: Title::Ours,
        wanted: Wanted::Settled,
        closed: Closed::No,
        ..conversation.clone()
    }
}

/// The line that begins an open conversation's topic in the new group, with the link to the old topic.
#[must_use]
pub fn moved_line(
    conversation: &Conversation,
    (old_group, to): (ChatId, CellId),
    fresh: &mut Fresh,
    now_ms: i64,
) -> Option<Delivery> {
    let thread = conversation.topic.thread()?;
    if conversation.handling.status == Status::Closed {
        return None;
    }
    let link = crate::topic_link(old_group, thread)?;
    Some(Delivery {
        seq: fresh.seq(),
        cell: to,
        connection: conversation.connection,
        conversation: Some(conversation.id),
        direction: Direction::ToTopic,
        state: State::Waiting { due_ms: now_ms },
        attempts: 0,
        step: 0,
        header_message: None,
        repeat: false,
        bare: false,
        cause: None,
        reply: None,
        made_ms: now_ms,
        aim: None,
        job: Job::Notice {
            notice: Notice::MovedHere { link },
            about: None,
            buttons: Vec::new(),
        },
    })
}
