//! A panel is posted, and its message follows what it is to show.
//!
//! What it shows is noted before the call, so that a change meanwhile is not missed. A post whose outcome is unknown is made again: of two
//! panels only the newest has buttons that work. Neighbours: `topic` does the same with titles; `crate::panel` says what a panel is.

use relevo_telegram::{Call, MessageId, Method, Outcome, Place, Receipt, Refusal, ReplyTo, Send};

use super::Next;
use super::next::made_by_us;
use super::refused;
use super::standing::Ended;
use crate::{Change, Delivery, Direction, Drawn, Fresh, Job, LinkRole, Panel, PanelId, State};

/// How often it is looked whether a panel's time is over.
const LOOK_MS: i64 = 600_000;

/// The next call for a panel.
pub(super) fn next(asked: &Ended<'_>, said: Option<i64>) -> Next {
    let facts = asked.facts.panel;
    let known = facts.and_then(|facts| Some((facts.panel, facts.drawn?)));
    let Some((panel, drawn)) = known else {
        return Next::Settle(vec![asked.removed()]);
    };
    if panel.message.is_some() && panel.shown == Some(drawn.digest) {
        return Next::Settle(vec![asked.removed()]);
    }
    if said != Some(drawn.digest) {
        return Next::Settle(vec![Change::Replace(Delivery {
            job: Job::Panel {
                panel: panel.id,
                said: Some(drawn.digest),
            },
            state: State::Waiting {
                due_ms: asked.now_ms,
            },
            ..asked.delivery.clone()
        })]);
    }
    made_by_us(asked, call(asked, panel, drawn))
}

/// The call that takes a panel's message away, once nobody has used it for its time and it is not one that stays.
pub(super) fn take_away(asked: &Ended<'_>) -> Next {
    let facts = asked.facts.panel;
    let known = facts.and_then(|facts| Some((facts.panel.message?, facts.until_ms?)));
    match known {
        None => Next::Settle(vec![asked.removed()]),
        // A menu may become an answer meanwhile.
        Some((_, until_ms)) if until_ms > asked.now_ms => Next::NotYet {
            until_ms: until_ms.min(asked.now_ms + LOOK_MS),
        },
        Some((message, _)) => {
            let chat = asked.facts.cell.group;
            made_by_us(asked, Call::Delete(Place { chat, message }))
        }
    }
}

/// It is away, or cannot be taken away.
pub(super) fn taken_away(ended: &Ended<'_>, panel: PanelId, outcome: &Outcome) -> Vec<Change> {
    match outcome {
        Outcome::Done(_) | Outcome::Refused(_) => vec![Change::PanelGone(panel), ended.removed()],
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        Outcome::NotSent | Outcome::Unknown => vec![ended.backs_off(|_| ())],
    }
}

fn call(asked: &Ended<'_>, panel: &Panel, drawn: &Drawn) -> Call {
    let chat = asked.facts.cell.group;
    match panel.message {
        Some(message) => Call::EditText {
            at: Place { chat, message },
            text: drawn.text.clone(),
            no_preview: true,
            buttons: drawn.rows.clone(),
        },
        None => Call::SendText {
            to: Send {
                chat,
                thread: panel.thread,
                reply: panel.about.map(|message| ReplyTo {
                    message,
                    quote: None,
                }),
                silent: false,
            },
            text: drawn.text.clone(),
            no_preview: true,
            buttons: drawn.rows.clone(),
        },
    }
}

/// What follows from a call for a panel.
pub(super) fn ended(
    ended: &Ended<'_>,
    (panel, said): (PanelId, Option<i64>),
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let shown = |message| Change::PanelShown {
        panel,
        message,
        shown: said.unwrap_or_default(),
    };
    match outcome {
        Outcome::Done(Receipt::Message(made)) if method == Method::SendText => {
            posted(ended, *made, shown(Some(*made)), fresh)
        }
        Outcome::Done(Receipt::Misplaced(made)) => match made.as_slice() {
            [made] => posted(ended, *made, shown(Some(*made)), fresh),
            _ => vec![ended.removed()],
        },
        Outcome::Done(_) | Outcome::Refused(Refusal::NotModified) => {
            vec![shown(None), ended.removed()]
        }
        Outcome::Refused(Refusal::Migrated(chat)) => refused::migrated(ended, *chat),
        Outcome::Refused(refusal) => match refused::pause(method, refusal) {
            Some(why) if method == Method::SendText => refused::paused(ended, why, fresh),
            // Its message was deleted, or its topic: nobody looks at it any more.
            _ => vec![Change::PanelGone(panel), ended.removed()],
        },
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        Outcome::NotSent | Outcome::Unknown => vec![ended.backs_off(|_| ())],
    }
}

/// It stands: a reply to it is a note, and after a while it goes.
fn posted(ended: &Ended<'_>, made: MessageId, shown: Change, fresh: &mut Fresh) -> Vec<Change> {
    let facts = ended.facts.panel;
    let panel = facts.map(|facts| facts.panel);
    let tidies = panel.and_then(|panel| {
        let job = Job::Unpanel { panel: panel.id };
        let due_ms = ended.now_ms + panel.stands.time_ms()?.min(LOOK_MS);
        Some(Change::Deliver(Delivery {
            state: State::Waiting { due_ms },
            conversation: None,
            ..ended.delivery_of(Direction::Aside, job, fresh)
        }))
    });
    let link = ended.link(made, LinkRole::Notice);
    let rest = [shown, ended.removed()];
    link.into_iter().chain(tidies).chain(rest).collect()
}
