//! The line that says how many of a client's messages wait for the topic: posted once, changed from time to time, deleted at the end.
//!
//! What it is to say is noted before the call, so that what follows from the call needs no second count. Deleting costs nothing and is
//! never put off. It never makes or repairs a topic, and never finds out whether a group can be written to: the messages do.

use relevo_telegram::{
    Call, MessageId, Method, Outcome, Place, Receipt, Refusal, Send, Text, ThreadId,
};

use super::next::made_by_us;
use super::standing::Ended;
use super::{Next, forum, refused};
use crate::{
    BACKLOG_SHOWN_ABOVE, Backlog, BacklogFacts, Change, Delivery, Fresh, Job, Line, LinkRole,
    PauseWhy, Said, State,
};

/// How often it is looked whether there is a topic to post in, in milliseconds.
const LOOK_MS: i64 = 10_000;

/// How old a count may be when it is said, in milliseconds.
const COUNT_AGE_MAX_MS: i64 = 20_000;

/// How long a line that Telegram refuses is let be, in milliseconds.
const REFUSED_MS: i64 = 300_000;

/// The next call for the line.
pub(super) fn next(asked: &Ended<'_>, backlog: &Backlog) -> Next {
    let now_ms = asked.now_ms;
    let later = |until_ms| Next::NotYet { until_ms };
    let Some(facts) = asked.facts.backlog else {
        return later(now_ms + LOOK_MS);
    };
    let known = asked.facts.conversation;
    let Some(thread) = known.and_then(|known| known.topic.thread()) else {
        return match facts.waiting {
            0 => Next::Settle(vec![asked.removed()]),
            _ => later(now_ms + LOOK_MS),
        };
    };
    if backlog.line.thread().is_some_and(|own| own != thread) {
        // It went with its topic.
        return Next::Settle(vec![becomes(asked, (Line::None, None), now_ms)]);
    }
    let fresh = backlog
        .said
        .filter(|said| (0..COUNT_AGE_MAX_MS).contains(&(now_ms - said.at_ms)));
    let enough = facts.waiting > BACKLOG_SHOWN_ABOVE;
    match (backlog.line, fresh) {
        (Line::None | Line::Posting(_), _) if !enough => Next::Settle(vec![asked.removed()]),
        (Line::Posting(_), Some(said)) => made_by_us(asked, post(asked, thread, said)),
        (Line::None | Line::Posting(_), _) => note(asked, (Line::Posting(thread), backlog), &facts),
        (Line::Gone(_), _) if facts.waiting == 0 => Next::Settle(vec![asked.removed()]),
        (Line::Gone(_), _) => later(facts.again_ms(now_ms)),
        (Line::Stands { message, .. }, _) if facts.waiting == 0 => match backlog.said {
            // It could not be deleted.
            Some(said) if said.more == 0 => made_by_us(asked, change(asked, message, said)),
            _ => made_by_us(asked, Call::Delete(place(asked, message))),
        },
        (
            Line::Stands {
                message,
                changing: true,
                ..
            },
            Some(said),
        ) => made_by_us(asked, change(asked, message, said)),
        (Line::Stands { .. }, _) if backlog.said.is_some_and(|said| said.more == facts.waiting) => {
            later(facts.again_ms(now_ms))
        }
        (Line::Stands { message, .. }, _) => {
            let line = Line::Stands {
                thread,
                message,
                changing: true,
            };
            note(asked, (line, backlog), &facts)
        }
    }
}

/// Notes what the line is to say, before the call that says it.
fn note(asked: &Ended<'_>, (line, before): (Line, &Backlog), facts: &BacklogFacts) -> Next {
    let said = facts.say(before.said, asked.now_ms);
    Next::Settle(vec![becomes(asked, (line, Some(said)), asked.now_ms)])
}

fn becomes(ended: &Ended<'_>, (line, said): (Line, Option<Said>), due_ms: i64) -> Change {
    Change::Replace(Delivery {
        job: Job::Backlog(Backlog { line, said }),
        state: State::Waiting { due_ms },
        attempts: 0,
        ..ended.delivery.clone()
    })
}

fn place(asked: &Ended<'_>, message: MessageId) -> Place {
    Place {
        chat: asked.facts.cell.group,
        message,
    }
}

fn words(asked: &Ended<'_>, said: Said) -> Text {
    (asked.facts.say)(&said.notice()).text
}

fn post(asked: &Ended<'_>, thread: ThreadId, said: Said) -> Call {
    Call::SendText {
        to: Send {
            chat: asked.facts.cell.group,
            thread: Some(thread),
            reply: None,
            silent: true,
        },
        text: words(asked, said),
        no_preview: true,
        buttons: Vec::new(),
    }
}

fn change(asked: &Ended<'_>, message: MessageId, said: Said) -> Call {
    Call::EditText {
        at: place(asked, message),
        text: words(asked, said),
        no_preview: true,
        buttons: Vec::new(),
    }
}

/// What follows from a call for the line.
pub(super) fn ended(
    ended: &Ended<'_>,
    backlog: &Backlog,
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    match outcome {
        Outcome::Done(Receipt::Misplaced(made)) => forum::misplaced(ended, made, fresh),
        Outcome::Done(receipt) => done(ended, backlog, receipt, method),
        Outcome::Refused(Refusal::NotModified) => done(ended, backlog, &Receipt::Nothing, method),
        Outcome::Refused(Refusal::Migrated(chat)) => refused::migrated(ended, *chat),
        Outcome::Refused(Refusal::TokenInvalid) => refused::paused(ended, PauseWhy::Token, fresh),
        Outcome::Refused(refusal) => not_taken(ended, backlog, (method, refusal), fresh),
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        // Posted twice it could never be kept true: nobody knows the other's number.
        Outcome::Unknown if !method.is_repeatable() => gone(ended, backlog),
        Outcome::NotSent | Outcome::Unknown => vec![ended.backs_off(|_| ())],
    }
}

fn done(ended: &Ended<'_>, backlog: &Backlog, receipt: &Receipt, method: Method) -> Vec<Change> {
    let over = backlog.said.is_some_and(|said| said.more == 0);
    let line = match (backlog.line, receipt) {
        (Line::Posting(thread), Receipt::Message(message)) => Line::Stands {
            thread,
            message: *message,
            changing: false,
        },
        (
            Line::Stands {
                thread, message, ..
            },
            _,
        ) if method != Method::Delete && !over => Line::Stands {
            thread,
            message,
            changing: false,
        },
        (Line::Stands { .. }, _) => return vec![ended.removed()],
        _ => return gone(ended, backlog),
    };
    let posted = match (backlog.line, line) {
        (Line::Posting(_), Line::Stands { message, .. }) => ended.link(message, LinkRole::Notice),
        _ => None,
    };
    let due_ms = match ended.facts.backlog {
        Some(facts) if facts.waiting > 0 => facts.again_ms(ended.now_ms),
        _ => ended.now_ms,
    };
    let stands = becomes(ended, (line, backlog.said), due_ms);
    posted.into_iter().chain([stands]).collect()
}

/// No line stands any more that can be kept true.
fn gone(ended: &Ended<'_>, backlog: &Backlog) -> Vec<Change> {
    match backlog.line.thread() {
        Some(thread) => vec![becomes(ended, (Line::Gone(thread), None), ended.now_ms)],
        None => vec![ended.removed()],
    }
}

fn not_taken(
    ended: &Ended<'_>,
    backlog: &Backlog,
    (method, refusal): (Method, &Refusal),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let later_ms = ended.now_ms + REFUSED_MS;
    let over = backlog.said.is_some_and(|said| said.more == 0);
    match (method, refusal) {
        // The messages find out by themselves, and make another.
        (Method::SendText, Refusal::TopicMissing) => {
            vec![becomes(ended, (Line::None, None), ended.now_ms + LOOK_MS)]
        }
        (Method::SendText, _) => match refused::pause(method, refusal) {
            Some(why) => refused::paused(ended, why, fresh),
            None => vec![ended.waits(later_ms, |_| ())],
        },
        (Method::Delete, Refusal::SourceMissing) => vec![ended.removed()],
        (Method::Delete, _) => {
            let said = backlog.said.map(|said| Said {
                more: 0,
                at_ms: ended.now_ms,
                ..said
            });
            vec![becomes(ended, (backlog.line, said), ended.now_ms)]
        }
        _ if over => vec![ended.removed()],
        (_, Refusal::SourceMissing) => gone(ended, backlog),
        _ => vec![ended.waits(later_ms, |_| ())],
    }
}
