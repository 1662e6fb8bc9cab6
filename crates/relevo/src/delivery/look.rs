//! Whether the backend group is a forum is looked at before what cannot be checked afterwards. One look at a time, for all who wait.

use relevo_core::{CellState, Delivery, Direction, FORUM_SEEN_MS, PauseWhy, Seq, is_blind};
use relevo_telegram::{Call, ChatId, Outcome, Receipt};

use super::facts::Facts;
use super::{Ended, Worker};

/// When one who waits for somebody else's look looks by itself, in milliseconds.
const WAIT_MS: i64 = 5_000;

/// What is known of looks.
pub(super) struct Look {
    /// When it was seen last that the group is a forum, Unix milliseconds.
    seen_ms: i64,
    /// Whose look is under way.
    by: Option<Seq>,
    /// Who waits for it.
    waiting: Vec<Seq>,
}

impl Default for Look {
    /// Nobody has looked.
    fn default() -> Look {
        Look {
            seen_ms: i64::MIN / 2,
            by: None,
            waiting: Vec::new(),
        }
    }
}

impl Worker {
    /// Whether somebody has to look before this call: after a quiet while before a blind one, and before any while the group is known to
    /// be no forum.
    pub(super) fn must_look(
        &self,
        facts: &Facts<'_>,
        (delivery, call): (&Delivery, &Call),
        now_ms: i64,
    ) -> bool {
        // A time far ahead was noted before the clock was set back, and says nothing; each by itself, so that a new look counts beside it.
        let seen_ms = [self.look.seen_ms, self.shared.forum_seen_ms(self.cell)];
        let is_near = |seen_ms: &i64| now_ms.abs_diff(*seen_ms) < FORUM_SEEN_MS.unsigned_abs();
        let is_fresh = seen_ms.iter().any(is_near);
        let must = is_all_that_tells(facts) || is_blind(call.method()) && !is_fresh;
        must && delivery.direction == Direction::ToTopic
    }

    /// The call that looks: at the group, or at the desk bot's place in it.
    pub(super) fn look(facts: &Facts<'_>) -> Call {
        let desk = facts.directory.served_by(facts.cell.desk);
        let desk = desk.first();
        match (facts.cell.state, desk) {
            (CellState::Paused(PauseWhy::ManageTopics), Some(desk)) => {
                Call::GetMember(facts.cell.group, desk.bot_user())
            }
            _ => Call::GetChat(facts.cell.group),
        }
    }

    /// Whether a delivery waits for somebody else's look; otherwise the look is its own.
    pub(super) fn waits_for_a_look(&mut self, delivery: &Delivery, now_ms: i64) -> bool {
        if self.look.by.is_none_or(|by| by == delivery.seq) {
            return false;
        }
        self.look.waiting.push(delivery.seq);
        self.scheduler
            .again(delivery.lane(), now_ms + WAIT_MS, now_ms);
        true
    }

    /// A look is on its way.
    pub(super) fn looks(&mut self, seq: Seq) {
        self.look.by = Some(seq);
    }

    /// A call has ended: it may have shown a forum, and whoever waited for its look goes on.
    pub(super) fn saw(&mut self, ended: &Ended, group: ChatId, now_ms: i64) -> Vec<Seq> {
        // A relay lends its voice and nothing else: what it says about the group is not believed.
        if !ended.by.is_relay && shows_a_forum(ended, group) {
            self.look.seen_ms = now_ms;
        }
        if self.look.by != Some(ended.seq) {
            return Vec::new();
        }
        self.look.by = None;
        std::mem::take(&mut self.look.waiting)
    }
}

/// Whether nothing but a look tells that a paused group can be written to again.
pub(super) fn is_all_that_tells(facts: &Facts<'_>) -> bool {
    matches!(
        facts.cell.state,
        CellState::Paused(PauseWhy::NotForum | PauseWhy::ManageTopics)
    )
}

/// Whether a call's answer shows that the group is a forum.
fn shows_a_forum(ended: &Ended, group: ChatId) -> bool {
    let in_the_group = ended.call.chat() == Some(group);
    match &ended.outcome {
        Outcome::Done(Receipt::Chat(chat)) => in_the_group && chat.forum,
        Outcome::Done(Receipt::Topic(_)) => in_the_group,
        // What is posted into a topic and stands elsewhere is told as misplaced, unless the call is blind.
        Outcome::Done(Receipt::Message(_)) => {
            in_the_group && ended.call.thread().is_some() && !is_blind(ended.call.method())
        }
        _ => false,
    }
}
