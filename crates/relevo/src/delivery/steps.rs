//! Whether a step of a broadcast may go is asked again when its call is about to be made: it may have waited in its lane for long, behind
//! others or because Telegram wanted nothing of its bot.
//!
//! Neighbours: `crate::broadcasts` let it in, by the same rules; `relevo_core::call` says what becomes of one that may not go.

use std::collections::HashMap;

use relevo_core::broadcast::{Go, Order, Stage, order_of};
use relevo_core::{Delivery, Direction, Seq};
use relevo_telegram::UserId;

use super::facts::Facts;
use crate::broadcasts::{candidate, groups_asked, may_send};
use crate::store::{StepOf, StoreError, Tx};

/// What is known of a broadcast: its stage, its command if that can be read, and whose it is.
struct Known {
    stage: Stage,
    order: Option<Order>,
    person: UserId,
}

impl Facts<'_> {
    /// Whether the steps among these may go.
    pub(super) async fn load_steps(
        &mut self,
        tx: &mut Tx,
        heads: &[&Delivery],
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let steps = heads
            .iter()
            .filter(|head| head.direction == Direction::Broadcast);
        let steps: Vec<&Delivery> = steps.copied().collect();
        if steps.is_empty() {
            return Ok(());
        }
        let seqs: Vec<Seq> = steps.iter().map(|step| step.seq).collect();
        let of = tx.steps_of(self.cell.id, &seqs).await?;
        let mut known: HashMap<i64, Known> = HashMap::new();
        for step in of.values() {
            if known.contains_key(&step.broadcast) {
                continue;
            }
            let Some(one) = tx.broadcast(self.cell.id, step.number).await? else {
                continue;
            };
            let of = Known {
                stage: one.stage,
                order: order_of(&one.body.order),
                person: one.person,
            };
            known.insert(step.broadcast, of);
        }
        for step in steps {
            let found = of.get(&step.seq);
            let found = found.and_then(|of| Some((of, known.get(&of.broadcast)?)));
            let go = found.map_or(Go::Forgotten, |found| self.go(step, found, now_ms));
            self.go.insert(step.seq, go);
        }
        Ok(())
    }

    fn go(&self, step: &Delivery, (of, known): (&StepOf, &Known), now_ms: i64) -> Go {
        let conversation = step.conversation.and_then(|id| self.conversations.get(&id));
        let (Some(conversation), Some(connection)) = (conversation, self.connection(step)) else {
            // What has no facts is given up as any delivery is.
            return Go::Now;
        };
        let Some(order) = &known.order else {
            return Go::Later;
        };
        let is_open = may_send(connection, order.quiet, now_ms);
        let candidate = candidate((conversation, connection), of.opted_out, known.person);
        let left_out = candidate.left_out(groups_asked(&order.to));
        Go::of(known.stage, is_open, left_out)
    }
}
