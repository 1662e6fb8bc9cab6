//! A panel is posted, and its message follows what it is to show.
//!
//! What it shows is noted before the call, so that a change meanwhile is not missed. A post whose outcome is unknown is made again: of two
//! panels only the newest has buttons that work. Neighbours: `topic` does the same with titles; `crate::panel` says what a panel is.

use relevo_telegram::{Call, MessageId, Method, Outcome, Place, Receipt, Refusal, ReplyTo, Send};

use super::Next;
use super::next::made_by_us;
use super::refused;
use super::standing::Ended;
use crate::{
    Change, Delivery, Direction, Drawn, Fresh, Job, LinkRole, Panel, PanelId, Stands, State,
};

/// How long a panel that answers stands, in milliseconds.
const ANSWER_STANDS_MS: i64 = 600_000;
/// How long one that asks stands, in milliseconds.
const MENU_STANDS_MS: i64 = 86_400_000;

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
    let stands = ended.facts.panel.map(|facts| facts.panel.stands);
    let stands_ms = match stands {
        Some(Stands::Answer) => Some(ANSWER_STANDS_MS),
        Some(Stands::Menu) => Some(MENU_STANDS_MS),
        Some(Stands::Always) | None => None,
    };
    let tidies = stands_ms.map(|stands_ms| {
        let job = Job::Unpost {
            message: made.0,
            relay: None,
        };
        Change::Deliver(Delivery {
            state: State::Waiting {
                due_ms: ended.now_ms + stands_ms,
            },
            conversation: None,
            ..ended.delivery_of(Direction::Aside, job, fresh)
        })
    });
    let link = ended.link(made, LinkRole::Notice);
    let rest = [shown, ended.removed()];
    link.into_iter().chain(tidies).chain(rest).collect()
}
