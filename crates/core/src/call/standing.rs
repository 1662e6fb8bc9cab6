//! Where a delivery stands after a call, as changes; and the small facts every outcome needs.

use std::time::Duration;

use relevo_telegram::{ChatId, ChatKind, MessageId};

use super::{CallFacts, backoff_ms};
use crate::pausing;
use crate::{
    Cause, CellState, Change, Conversation, Delivery, Direction, Fact, FactKind, Fate, Fresh,
    IdentityId, Job, Link, LinkRole, Notice, State,
};

/// An ended call: the delivery it was made for, the facts, and the time.
#[derive(Clone, Copy)]
pub(super) struct Ended<'a> {
    pub(super) delivery: &'a Delivery,
    pub(super) facts: &'a CallFacts<'a>,
    pub(super) now_ms: i64,
}

impl Ended<'_> {
    /// The relay that made the call; none: the frontend.
    pub(super) fn relay(&self) -> Option<IdentityId> {
        match self.delivery.state {
            State::Claimed { relay, .. } => relay,
            _ => None,
        }
    }

    /// The delivery waits until `due_ms`, changed as said; nothing else about it changes.
    pub(super) fn waits(&self, due_ms: i64, change: impl FnOnce(&mut Delivery)) -> Change {
        self.stands(State::Waiting { due_ms }, change)
    }

    /// Telegram wants nothing of it for so long.
    pub(super) fn waits_out(&self, wait: Duration) -> Change {
        let wait_ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        self.waits(self.now_ms.saturating_add(wait_ms), |_| ())
    }

    /// The delivery stands elsewhere.
    pub(super) fn stands(&self, state: State, change: impl FnOnce(&mut Delivery)) -> Change {
        let mut now = Delivery {
            state,
            ..self.delivery.clone()
        };
        change(&mut now);
        Change::Progress {
            cell: now.cell,
            seq: now.seq,
            state: now.state,
            attempts: now.attempts,
            step: now.step,
            header_message: now.header_message,
            repeat: now.repeat,
            bare: now.bare,
        }
    }

    /// Another attempt after a pause that grows.
    pub(super) fn backs_off(&self, change: impl FnOnce(&mut Delivery)) -> Change {
        let due_ms = self.now_ms + backoff_ms(self.delivery.attempts);
        self.waits(due_ms, |delivery| {
            delivery.attempts = delivery.attempts.saturating_add(1);
            change(delivery);
        })
    }

    /// The delivery and its body go.
    pub(super) fn removed(&self) -> Change {
        Change::Remove {
            cell: self.delivery.cell,
            seq: self.delivery.seq,
        }
    }

    /// What becomes of the update that caused it, if one did; of an album's there are several.
    pub(super) fn fates(&self, fate: Fate) -> impl Iterator<Item = Change> {
        let marks = self.delivery.causes().map(|cause| cause.mark);
        marks.map(move |mark| Change::Fate { mark, fate })
    }

    /// The same for a delivery that stands elsewhere already.
    pub(super) fn of<'a>(&'a self, delivery: &'a Delivery) -> Ended<'a> {
        Ended { delivery, ..*self }
    }

    /// The group can, or cannot, be written to from now on.
    pub(super) fn turned(&self, state: CellState, fresh: &mut Fresh) -> Vec<Change> {
        let by = (self.facts.connection, self.now_ms);
        pausing::turned(self.facts.cell, state, by, fresh)
    }

    /// A line of the journal.
    pub(super) fn record(&self, kind: FactKind) -> Change {
        Change::Record(Fact {
            cell: self.delivery.cell,
            conversation: self.delivery.conversation,
            kind,
            at_ms: self.now_ms,
        })
    }

    /// Words of the desk in the conversation's topic (in General if it has none), as a reply to `about` if that is given.
    pub(super) fn notice(
        &self,
        notice: Notice,
        (about, buttons): (Option<i64>, Vec<i64>),
        fresh: &mut Fresh,
    ) -> Change {
        let direction = match self.delivery.conversation {
            Some(_) => Direction::ToTopic,
            None => Direction::Aside,
        };
        let job = Job::Notice {
            notice,
            about,
            buttons,
        };
        self.deliver(direction, job, fresh)
    }

    /// The chat in which the client has what it brings: their own, or the discussion beside it.
    pub(super) fn client_chat(&self, conversation: &Conversation) -> ChatId {
        self.delivery.client_chat(conversation)
    }

    /// Something new to do for the conversation.
    pub(super) fn deliver(&self, direction: Direction, job: Job, fresh: &mut Fresh) -> Change {
        Change::Deliver(self.delivery_of(direction, job, fresh))
    }

    pub(super) fn delivery_of(
        &self,
        direction: Direction,
        job: Job,
        fresh: &mut Fresh,
    ) -> Delivery {
        Delivery {
            seq: fresh.seq(),
            cell: self.delivery.cell,
            connection: self.delivery.connection,
            conversation: self.delivery.conversation,
            direction,
            state: State::Waiting {
                due_ms: self.now_ms,
            },
            attempts: 0,
            step: 0,
            header_message: None,
            repeat: false,
            bare: false,
            cause: None,
            reply: None,
            made_ms: self.now_ms,
            aim: None,
            job,
        }
    }

    /// Which message on one side is which on the other, once `made` exists on the target's side.
    /// None for what has no conversation or no message in the group.
    pub(super) fn link(&self, made: MessageId, role: LinkRole) -> Option<Change> {
        self.link_of(self.delivery.cause, made, role)
    }

    /// The client has what the delivery brought, under a number that Telegram's answer did not name.
    pub(super) fn unnumbered(&self, cause: Option<Cause>) -> Option<Change> {
        let to_client = self.delivery.direction.is_to_client();
        let cause = cause.filter(|_| to_client);
        cause.and_then(|cause| self.link_of(Some(cause), MessageId(0), LinkRole::Unnumbered))
    }

    /// The same for one of several messages that the delivery mirrors.
    pub(super) fn link_of(
        &self,
        cause: Option<Cause>,
        made: MessageId,
        role: LinkRole,
    ) -> Option<Change> {
        let conversation = self.facts.conversation?;
        let (client_chat, client_message, topic_message) = match (self.delivery.direction, cause) {
            (Direction::ToClient | Direction::Broadcast, Some(cause)) => {
                let chat = self.client_chat(conversation);
                (chat, made, cause.source.message)
            }
            (Direction::ToClient | Direction::Broadcast, None) => return None,
            (_, Some(cause)) => (cause.source.chat, cause.source.message, made),
            (_, None) => (conversation.chat, MessageId(0), made),
        };
        let is_of_a_group = conversation.kind != ChatKind::Private;
        let author = cause.filter(|_| is_of_a_group && !self.delivery.direction.is_to_client());
        Some(Change::Link(Link {
            author: author.map_or(0, |cause| cause.author),
            conversation: conversation.id,
            cell: self.delivery.cell,
            identity: self.facts.connection.identity,
            client_chat,
            client_message,
            topic_message,
            relay: self.relay(),
            role,
            kind: cause.map_or(crate::ContentKind::Text, |cause| cause.kind),
            digest: cause.map_or(0, |cause| cause.digest),
            made_ms: self.now_ms,
        }))
    }
}
