//! The messages of a quick reply are put into the topic "Replies", where they stay whatever becomes of the originals.
//!
//! They are forwarded, so that their source can be shown later; what cannot be forwarded is copied. The topic is made when it is first needed,
//! and anew when it was deleted. Where nobody knows whether a call was done it is made again: what stands there twice harms nobody, and only
//! what the reply names is ever sent. What nobody wants any more when it stands there is taken away again. Neighbour: `saved` sends from there.

use relevo_telegram::{Call, MessageId, Method, Outcome, Place, Receipt, Refusal, Send};

use super::next::made_by_us;
use super::refused::{self, pause, paused, reason};
use super::standing::Ended;
use super::{Next, backoff_ms};
use crate::{
    Answer, Change, Delivery, Direction, FailReason, Fresh, Job, Keep, Notice, PauseWhy, SayAnswer,
    State,
};

/// How often Telegram may refuse before it is given up.
const ATTEMPTS_MAX: u32 = 6;

pub(super) fn next(asked: &Ended<'_>, keep: &Keep) -> Next {
    let group = asked.facts.cell.group;
    let Some(thread) = asked.facts.reply_topic else {
        let name = (asked.facts.say)(&Notice::ReplyTopic).text.text;
        let call = Call::CreateTopic {
            chat: group,
            name,
            icon_color: None,
            icon_emoji: None,
        };
        return made_by_us(asked, call);
    };
    let to = Send {
        chat: group,
        thread: Some(thread),
        reply: None,
        silent: true,
    };
    let place = |message: &MessageId| Place {
        chat: group,
        message: *message,
    };
    let call = match (keep.messages.as_slice(), keep.copied) {
        ([one], false) => Call::Forward {
            to,
            from: place(one),
        },
        ([one], true) => Call::Copy {
            to,
            from: place(one),
            caption: None,
        },
        (messages, false) => Call::ForwardMany {
            to,
            chat: group,
            messages: messages.to_vec(),
        },
        (messages, true) => Call::CopyMany {
            to,
            chat: group,
            messages: messages.to_vec(),
        },
    };
    made_by_us(asked, call)
}

pub(super) fn ended(
    ended: &Ended<'_>,
    keep: &Keep,
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let cell = ended.delivery.cell;
    match (method, outcome) {
        (Method::CreateTopic, Outcome::Done(Receipt::Topic(thread))) => vec![
            Change::ReplyTopic {
                cell,
                thread: Some(*thread),
            },
            ended.waits(ended.now_ms, |_| ()),
        ],
        (_, Outcome::Done(Receipt::Message(made))) => stored(ended, keep, &[*made], fresh),
        (_, Outcome::Done(Receipt::Messages(made))) if made.len() == keep.messages.len() => {
            stored(ended, keep, made, fresh)
        }
        // Some of it is gone, or cannot be taken along.
        (_, Outcome::Done(Receipt::Messages(made))) => {
            let mut changes = unposted(ended, made, fresh);
            changes.extend(otherwise(ended, keep, FailReason::SourceMissing, fresh));
            changes
        }
        (_, Outcome::Done(Receipt::Misplaced(made))) => {
            let mut changes = unposted(ended, made, fresh);
            changes.push(Change::ReplyTopic { cell, thread: None });
            changes.push(ended.backs_off(|_| ()));
            changes
        }
        (_, Outcome::Wait(wait)) => vec![ended.waits_out(*wait)],
        (_, Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown) => {
            vec![ended.backs_off(|_| ())]
        }
        (_, Outcome::Refused(refusal)) => not_kept(ended, keep, (method, refusal), fresh),
    }
}

/// Nobody wants it any more: another was saved under its name meanwhile, or it was deleted.
fn overtaken(ended: &Ended<'_>, keep: &Keep, fresh: &mut Fresh) -> Vec<Change> {
    let mut changes = vec![ended.removed()];
    if !keep.is_ready {
        let name = keep.name.clone();
        changes.push(answered(ended, keep, SayAnswer::Overtaken { name }, fresh));
    }
    changes
}

/// It stands there: it can be sent from now on.
fn stored(ended: &Ended<'_>, keep: &Keep, made: &[MessageId], fresh: &mut Fresh) -> Vec<Change> {
    if !ended.facts.reply_wanted {
        let mut changes = unposted(ended, made, fresh);
        changes.extend(overtaken(ended, keep, fresh));
        return changes;
    }
    let mut changes = vec![
        Change::ReplyStored {
            cell: ended.delivery.cell,
            reply: keep.reply,
            messages: made.to_vec(),
        },
        ended.removed(),
    ];
    if !keep.is_ready {
        let name = keep.name.clone();
        changes.push(answered(ended, keep, SayAnswer::Saved { name }, fresh));
    }
    changes
}

fn not_kept(
    ended: &Ended<'_>,
    keep: &Keep,
    (method, refusal): (Method, &Refusal),
    fresh: &mut Fresh,
) -> Vec<Change> {
    match refusal {
        Refusal::TokenInvalid => return paused(ended, PauseWhy::Token, fresh),
        Refusal::Migrated(chat) => return refused::migrated(ended, *chat),
        Refusal::TopicMissing => {
            let cell = ended.delivery.cell;
            return vec![
                Change::ReplyTopic { cell, thread: None },
                ended.backs_off(|_| ()),
            ];
        }
        _ => {}
    }
    if let Some(why) = pause(method, refusal) {
        return paused(ended, why, fresh);
    }
    otherwise(ended, keep, reason(refusal), fresh)
}

/// What cannot be forwarded is copied; what cannot be copied either is given up after a while.
fn otherwise(ended: &Ended<'_>, keep: &Keep, why: FailReason, fresh: &mut Fresh) -> Vec<Change> {
    let delivery = ended.delivery;
    if !ended.facts.reply_wanted {
        return overtaken(ended, keep, fresh);
    }
    if !keep.copied {
        return vec![Change::Replace(Delivery {
            job: Job::Keep(Keep {
                copied: true,
                ..keep.clone()
            }),
            state: State::Waiting {
                due_ms: ended.now_ms,
            },
            ..delivery.clone()
        })];
    }
    let may_pass = why.may_pass() && delivery.attempts < ATTEMPTS_MAX;
    if may_pass {
        let due_ms = ended.now_ms + backoff_ms(delivery.attempts);
        return vec![ended.waits(due_ms, |one| one.attempts = one.attempts.saturating_add(1))];
    }
    let mut changes = vec![ended.removed()];
    if !keep.is_ready {
        changes.push(Change::ReplyLost {
            cell: delivery.cell,
            reply: keep.reply,
        });
        let said = SayAnswer::NotKept {
            name: keep.name.clone(),
            reason: why,
        };
        changes.push(answered(ended, keep, said, fresh));
    }
    changes
}

fn unposted(ended: &Ended<'_>, made: &[MessageId], fresh: &mut Fresh) -> Vec<Change> {
    let unpost = |made: &MessageId| {
        let job = Job::Unpost {
            message: made.0,
            relay: None,
        };
        ended.deliver(Direction::Aside, job, fresh)
    };
    made.iter().map(unpost).collect()
}

/// Below the command, in the topic where it was written.
fn answered(ended: &Ended<'_>, keep: &Keep, said: SayAnswer, fresh: &mut Fresh) -> Change {
    let job = Job::Notice {
        notice: Notice::Answer(Answer::Say(said)),
        about: Some(keep.about.0),
        buttons: Vec::new(),
    };
    Change::Deliver(Delivery {
        aim: ended.delivery.aim,
        ..ended.delivery_of(Direction::Aside, job, fresh)
    })
}
