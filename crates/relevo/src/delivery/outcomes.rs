//! What follows from calls that have ended: recorded together, or one by one when the store refuses the whole, and then made
//! true in memory: in the facts, the window and the scheduler.

use std::panic::{AssertUnwindSafe, catch_unwind};

use relevo_core::{
    Change, Delivery, Direction, FailReason, Fate, Fresh, Job, State, after_call, broadcast, told,
    told_at,
};
use relevo_telegram::{Outcome, Refusal};
use tracing::{debug, error};

use super::facts::Facts;
use super::{Caller, Finished, Worker};
use crate::store::{StoreError, Tx, part_of};

impl Worker {
    /// Records outcomes and claims nothing: the last turn of a worker that stops.
    pub(super) async fn record_only(
        &mut self,
        mut finished: Vec<Finished>,
    ) -> Result<(), StoreError> {
        if finished.is_empty() {
            return Ok(());
        }
        let now_ms = self.clock.now_ms();
        let directory = self.shared.now();
        let mut tx = self.store.write().await?;
        let (mut fresh, mut facts) = self.begin(&mut tx, &directory, &mut finished).await?;
        let changes = self
            .record(&mut tx, &mut facts, finished, (now_ms, &mut fresh))
            .await?;
        tx.apply(&changes).await?;
        tx.put_taught(&self.scheduler.taught()).await?;
        tx.commit().await?;
        self.scheduler.taught_is_stored();
        Ok(())
    }

    /// The road after a turn that the store refused as a whole: the others go on, and whose outcome alone cannot be recorded
    /// ends as refused, which tells the operator; if even that cannot be recorded, it is given up.
    pub(super) async fn record_one_by_one(
        &mut self,
        finished: Vec<Finished>,
    ) -> Result<(), StoreError> {
        for one in finished {
            let delivery = one.delivery.clone();
            let text = "what follows from it contradicts what is stored".to_owned();
            let refused = Finished {
                outcome: Outcome::Refused(Refusal::Other { code: 0, text }),
                ..one.clone()
            };
            if self.recorded_alone(one).await? || self.recorded_alone(refused).await? {
                continue;
            }
            let changes = given_up(&delivery, "the store refused what follows from its call");
            let mut tx = self.store.write().await?;
            tx.lock_own_cell((self.cell, self.epoch), 0, 0).await?;
            tx.apply(&changes).await?;
            tx.commit().await?;
            self.leave(&delivery, self.clock.now_ms());
        }
        Ok(())
    }

    /// Whether one outcome could be recorded by itself.
    async fn recorded_alone(&mut self, one: Finished) -> Result<bool, StoreError> {
        match self.record_only(vec![one]).await {
            Ok(()) => Ok(true),
            Err(problem) if problem.is_about_the_store() => Err(problem),
            Err(_) => Ok(false),
        }
    }

    /// What follows from the calls that have ended.
    pub(super) async fn record(
        &mut self,
        tx: &mut Tx,
        facts: &mut Facts<'_>,
        finished: Vec<Finished>,
        (now_ms, fresh): (i64, &mut Fresh),
    ) -> Result<Vec<Change>, StoreError> {
        let ended_calls = std::mem::take(&mut self.ended);
        for ended in &ended_calls {
            for seq in self.saw(ended, facts.cell.group, now_ms) {
                let waited = self.window.get(seq).cloned();
                if let Some(delivery) = waited {
                    self.stay(&delivery, now_ms, now_ms);
                }
            }
            match ended.outcome {
                Outcome::Wait(time) => {
                    let until_ms = now_ms + i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 2);
                    let (bot, chat) = (ended.by.bot, ended.call.chat());
                    self.scheduler.waited(bot, chat, until_ms);
                    self.scheduler.refused(ended.lane, now_ms);
                }
                Outcome::Done(_) => self.scheduler.taken(ended.lane, now_ms),
                Outcome::Refused(_) | Outcome::NotSent | Outcome::Unknown => {}
            }
        }
        // Kept until the transaction is over: if it fails, they are matched with the claims again.
        self.ended = ended_calls;
        facts
            .load(tx, finished.iter().map(|finished| &finished.delivery))
            .await?;
        facts
            .load_aims(tx, finished.iter().map(|finished| &finished.delivery))
            .await?;
        facts.load_reactions_asked(tx, &finished).await?;
        facts.load_taken(tx, &finished).await?;
        facts.load_ignored(tx, &finished).await?;
        facts.load_told(tx, &finished).await?;
        let ended = finished.iter().map(|one| &one.delivery);
        facts.load_keeps(tx, ended.clone()).await?;
        facts.load_panels(tx, ended, None).await?;
        let ended = finished.iter().map(|finished| &finished.delivery);
        facts.load_infos(tx, ended.clone()).await?;
        facts
            .load_backlogs(tx, ended, || self.window.lines())
            .await?;
        let mut all = Vec::with_capacity(finished.len() * 4);
        let mut spent = Vec::new();
        for Finished {
            delivery,
            method,
            outcome,
            by,
            ..
        } in finished
        {
            if !matches!(outcome, Outcome::Done(_)) {
                debug!(delivery.seq = delivery.seq.0, method = ?method, attempt = delivery.attempts, "a call did not succeed");
            }
            let say = facts.speaker(&delivery);
            let changes = match facts.of(&delivery, &say) {
                Some(known) => catch_unwind(AssertUnwindSafe(|| {
                    after_call(&delivery, &known, (method, &outcome), now_ms, fresh)
                }))
                .unwrap_or_else(|_| given_up(&delivery, "deciding what follows panicked")),
                None => given_up(&delivery, "the connection was deleted"),
            };
            if let Some(by) = by.filter(|by| leaves_no_trace(by, (&delivery, &outcome), &changes)) {
                spent.push(by.spends(&delivery, now_ms));
            }
            self.absorb(facts, &delivery, &changes, now_ms);
            all.extend(told(&changes, None));
            all.extend(told_at(&delivery, &changes));
            all.extend(changes);
        }
        if !spent.is_empty() {
            tx.spend(self.cell, &spent).await?;
        }
        Ok(all)
    }

    /// Makes changes true in memory, and tells the scheduler what became of the delivery.
    pub(super) fn absorb(
        &mut self,
        facts: &mut Facts<'_>,
        delivery: &Delivery,
        changes: &[Change],
        now_ms: i64,
    ) {
        let mut settled = false;
        for change in changes {
            facts.absorb(change);
            match change {
                Change::Link(link) => self.hurry_reactions(link, now_ms),
                Change::Relay { relay, out, .. } => self.relay_changed(*relay, *out, now_ms),
                Change::Remove { seq, .. } if *seq == delivery.seq => {
                    self.leave(delivery, now_ms);
                    settled = true;
                }
                Change::Progress {
                    seq,
                    state,
                    attempts,
                    step,
                    header_message,
                    repeat,
                    bare,
                    ..
                } if *seq == delivery.seq => {
                    settled = true;
                    if let State::Waiting { due_ms } = state {
                        if let Some(known) = self.window.get_mut(*seq) {
                            known.state = state.clone();
                            known.attempts = *attempts;
                            known.step = *step;
                            known.header_message = *header_message;
                            known.repeat = *repeat;
                            known.bare = *bare;
                        }
                        self.stay(delivery, *due_ms, now_ms);
                    } else {
                        self.leave(delivery, now_ms);
                    }
                }
                Change::Replace(replaced)
                    if replaced.seq == delivery.seq && replaced.lane() != delivery.lane() =>
                {
                    settled = true;
                    self.turn_into(delivery, replaced, now_ms);
                }
                Change::Replace(replaced) if replaced.seq == delivery.seq => {
                    settled = true;
                    self.window.replace(replaced.clone());
                    self.stay(delivery, due_ms(replaced, now_ms), now_ms);
                }
                // Another one, behind it in its lane.
                Change::Remove { seq, .. } => {
                    self.window.remove(*seq);
                    self.scheduler.remove(delivery.lane(), *seq);
                }
                Change::Replace(replaced) => self.window.replace(replaced.clone()),
                _ => {}
            }
        }
        if !settled {
            // It only changed what surrounds it (a topic was made): asked again at once.
            self.stay(delivery, now_ms, now_ms);
        }
    }

    /// A delivery is no longer in its lane.
    pub(super) fn leave(&mut self, delivery: &Delivery, now_ms: i64) {
        self.window.remove(delivery.seq);
        self.scheduler.done(delivery.lane(), now_ms);
        // After a restart it was never picked, so it is not in flight but at the head of its lane.
        self.scheduler.remove(delivery.lane(), delivery.seq);
    }

    /// A delivery stays at the head of its lane, not before `due_ms`.
    fn stay(&mut self, delivery: &Delivery, due_ms: i64, now_ms: i64) {
        let lane = delivery.lane();
        if self.scheduler.is_in_flight(lane) {
            self.scheduler.again(lane, due_ms, now_ms);
        } else if self.window.get(delivery.seq).is_some() {
            self.scheduler.remove(lane, delivery.seq);
            self.scheduler.offer(lane, delivery.seq, due_ms, now_ms);
        }
    }
}

/// Whether a call cost units of the group and nothing that is stored tells so: after a restart its cost would be forgotten.
fn leaves_no_trace(
    by: &Caller,
    (delivery, outcome): (&Delivery, &Outcome),
    changes: &[Change],
) -> bool {
    let may_have_cost = matches!(outcome, Outcome::Done(_) | Outcome::Unknown);
    let is_told = |change: &Change| match change {
        Change::Link(_) => true,
        Change::Record(fact) => part_of(fact.kind).is_some(),
        _ => false,
    };
    by.units > 0
        && !delivery.direction.is_to_client()
        && may_have_cost
        && !changes.iter().any(is_told)
}

/// A delivery that cannot go on for a reason of ours: it fails visibly, in `relevo status` and in the log, and its lane goes on.
pub(super) fn given_up(delivery: &Delivery, why: &'static str) -> Vec<Change> {
    error!(
        delivery.seq = delivery.seq.0,
        why, "a delivery is given up; `relevo status` counts it as failed"
    );
    if matches!(delivery.job, Job::React | Job::Under { .. }) {
        // Nobody waits for it; of what hangs under its copy, the message itself stands.
        return vec![Change::Remove {
            cell: delivery.cell,
            seq: delivery.seq,
        }];
    }
    if delivery.direction == Direction::Broadcast {
        // Nobody waits for it in a topic: its recipient's row tells.
        let (cell, seq) = (delivery.cell, delivery.seq);
        let end = match delivery.state {
            State::Claimed { .. } => broadcast::Ended::Unknown,
            _ => broadcast::Ended::Failed(broadcast::Why::Refused),
        };
        let step = Change::StepEnded {
            cell,
            seq,
            end,
            at_ms: delivery.made_ms,
        };
        return vec![step, Change::Remove { cell, seq }];
    }
    let reason = FailReason::Other {
        code: 0,
        text: why.into(),
    };
    let fates = delivery.causes().map(|cause| Change::Fate {
        mark: cause.mark,
        fate: Fate::Failed,
    });
    [progress(delivery, State::Failed(reason))]
        .into_iter()
        .chain(fates)
        .collect()
}

pub(super) fn progress(delivery: &Delivery, state: State) -> Change {
    Change::Progress {
        cell: delivery.cell,
        seq: delivery.seq,
        state,
        attempts: delivery.attempts,
        step: delivery.step,
        header_message: delivery.header_message,
        repeat: delivery.repeat,
        bare: delivery.bare,
    }
}

pub(super) fn due_ms(delivery: &Delivery, now_ms: i64) -> i64 {
    match delivery.state {
        State::Waiting { due_ms } => due_ms,
        _ => now_ms,
    }
}

#[cfg(test)]
mod tests {
    use relevo_core::{
        Cause, CellId, ConnectionId, ContentKind, ConversationId, Direction, IdentityId, InboxMark,
        Seq,
    };
    use relevo_telegram::{ChatId, MessageId, Place, Text, UpdateId};

    use super::*;

    fn delivery(job: Job) -> Delivery {
        let mark = InboxMark {
            identity: IdentityId(1),
            epoch: 1,
            update: UpdateId(7),
        };
        let source = Place {
            chat: ChatId(8),
            message: MessageId(9),
        };
        Delivery {
            seq: Seq(3),
            cell: CellId(1),
            connection: ConnectionId(1),
            conversation: Some(ConversationId(5)),
            direction: Direction::ToTopic,
            state: State::Waiting { due_ms: 0 },
            attempts: 0,
            step: 0,
            header_message: None,
            repeat: false,
            bare: false,
            cause: Some(Cause {
                mark,
                source,
                kind: ContentKind::Text,
                author: 0,
                digest: 0,
            }),
            reply: None,
            made_ms: 0,
            aim: None,
            job,
        }
    }

    fn text() -> Text {
        Text::plain("words")
    }

    /// Promise: what is given up for a reason of ours fails visibly; of what only hangs under a copy, the message stays delivered, and
    /// nothing is left that contradicts it.
    #[test]
    fn what_hangs_under_a_copy_fails_nothing_else() {
        let under = given_up(&delivery(Job::Under { text: text() }), "a test");
        let gone = Change::Remove {
            cell: CellId(1),
            seq: Seq(3),
        };
        assert_eq!(under, [gone]);
        let message = Job::Text {
            text: text(),
            no_preview: false,
        };
        let failed = given_up(&delivery(message), "a test");
        let fates = failed.iter().filter_map(|change| match change {
            Change::Fate { fate, .. } => Some(*fate),
            _ => None,
        });
        assert_eq!(fates.collect::<Vec<_>>(), [Fate::Failed]);
    }
}
