//! The backend group may stop being a forum without a word of Telegram: it is looked at before what cannot be checked afterwards, and
//! what was misplaced is deleted and sent again when the group is repaired.

use relevo_telegram::{Chat, Membership, MessageId, Method, Outcome, Receipt};

use super::refused::{pause, paused};
use super::standing::Ended;
use crate::{CellState, Change, Delivery, Direction, Fresh, Job, Notice, PauseWhy};

/// How long it is believed that the group is a forum after that was seen, in milliseconds.
pub const FORUM_SEEN_MS: i64 = 60_000;

/// Whether a call puts something into a topic without telling afterwards where it is.
#[must_use]
pub fn is_blind(method: Method) -> bool {
    matches!(
        method,
        Method::Copy | Method::CopyMany | Method::ForwardMany
    )
}

/// Whether the call only looks at the group, and its outcome says nothing of what the delivery is to do.
pub(super) fn is_a_look(delivery: &Delivery, method: Method) -> bool {
    let asks = matches!(
        delivery.job,
        Job::Notice {
            notice: Notice::GroupAsked { .. },
            ..
        }
    );
    method == Method::GetChat || method == Method::GetMember && !asks
}

/// What a look at the group, or at the desk's place in it, has shown.
pub(super) fn looked(
    ended: &Ended<'_>,
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let state = ended.facts.cell.state;
    let (well, trouble) = match outcome {
        Outcome::Done(Receipt::Chat(Chat { forum, .. })) => (*forum, PauseWhy::NotForum),
        Outcome::Done(Receipt::Member(place)) => match place {
            Membership::Owner => (true, PauseWhy::ManageTopics),
            Membership::Administrator { manage_topics, .. } => {
                (*manage_topics, PauseWhy::ManageTopics)
            }
            _ => (false, PauseWhy::ManageTopics),
        },
        Outcome::Refused(refusal) => match pause(method, refusal) {
            Some(why) => (false, why),
            None => return vec![ended.backs_off(|_| ())],
        },
        Outcome::Wait(wait) => return vec![ended.waits_out(*wait)],
        Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown => {
            return vec![ended.backs_off(|_| ())];
        }
    };
    if !well {
        return paused(ended, trouble, fresh);
    }
    let mut changes = Vec::new();
    if state == CellState::Paused(trouble) {
        changes = ended.turned(CellState::Running, fresh);
    }
    changes.push(ended.waits(ended.now_ms, |_| ()));
    changes
}

/// A post, or an album, that stands in no topic: it is deleted, and goes again when the group is a forum.
pub(super) fn misplaced(ended: &Ended<'_>, made: &[MessageId], fresh: &mut Fresh) -> Vec<Change> {
    let mut unpost = |made: &MessageId| {
        let job = Job::Unpost {
            message: made.0,
            relay: ended.relay(),
        };
        ended.deliver(Direction::Aside, job, fresh)
    };
    let mut changes: Vec<Change> = made.iter().map(&mut unpost).collect();
    changes.extend(paused(ended, PauseWhy::NotForum, fresh));
    changes
}
