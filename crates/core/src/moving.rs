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
        Direction::ToClient => return Carried::NotYet,
        // Its recipient waits again, and is left out: the broadcast is the old group's.
        Direction::Broadcast => return Carried::Behind,
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

#[cfg(test)]
mod tests {
    use relevo_telegram::{Method, Text};

    use super::*;
    use crate::Event;
    use crate::decide::tests::desk::{
        Desk, GROUP, client_event, from_ann, group_event, operator, photo, text,
    };

    const THERE: CellId = CellId(99);

    /// The delivery that an event causes.
    fn delivery(event: &Event) -> Delivery {
        let changes = Desk::with_ann().decide(event).changes;
        let mut all = changes.into_iter().filter_map(|change| match change {
            crate::Change::Deliver(delivery) => Some(delivery),
            _ => None,
        });
        all.next().expect("a delivery")
    }

    fn carried_of(delivery: &Delivery) -> Carried {
        carried(delivery, GROUP, THERE)
    }

    /// Promise: what clients wrote goes along, from the beginning; answers to them, and what may be under way, are waited for; what is about
    /// posts of the old group stays behind, and what is true in any topic does not.
    #[test]
    fn what_becomes_of_what_waits() {
        let mirrored = delivery(&client_event(from_ann(photo("look"))));
        let begun = Delivery {
            step: 1,
            attempts: 2,
            ..mirrored.clone()
        };
        let Carried::Along(moved) = carried_of(&begun) else {
            panic!("it goes along");
        };
        let there = Delivery {
            cell: THERE,
            ..mirrored.clone()
        };
        assert_eq!(*moved, there);
        let claimed = Delivery {
            state: State::Claimed {
                epoch: 1,
                method: Method::Copy,
                relay: None,
            },
            ..mirrored.clone()
        };
        assert_eq!(carried_of(&claimed), Carried::NotYet);
        let answer = delivery(&group_event(operator(text("yes"))));
        assert_eq!(carried_of(&answer), Carried::NotYet);
        let says = |about, direction| Delivery {
            cause: None,
            reply: None,
            direction,
            job: Job::Notice {
                notice: Notice::WrittenAt { unix_s: 1 },
                about,
                buttons: Vec::new(),
            },
            ..mirrored.clone()
        };
        let alone = carried_of(&says(None, Direction::ToTopic));
        assert!(matches!(alone, Carried::Along(_)));
        for behind in [
            says(Some(30), Direction::ToTopic),
            says(None, Direction::Aside),
            Delivery {
                job: Job::Under {
                    text: Text::plain("under"),
                },
                ..mirrored.clone()
            },
        ] {
            assert_eq!(carried_of(&behind), Carried::Behind);
        }
    }
}
