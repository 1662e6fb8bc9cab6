//! What failed or is held of the messages that `/retry` answers, and what asks people about it. Kept true while the page is decided.
//!
//! A message is found as itself, as the notice that tells of another, or as what stands for a client's message in the topic. Asked only for
//! pages that hold such a command.

use std::collections::{BTreeSet, HashMap, HashSet};

use relevo_core::{Change, Connection, Delivery, Event, Job, Question, Seq, State, asks_to_retry};
use relevo_telegram::{ChatId, MessageId, Place};

use super::about::Abouts;
use crate::store::{StoreError, Tx};

/// By the message that is answered.
#[derive(Default)]
pub(super) struct Retries(HashMap<MessageId, Vec<(Delivery, Question)>>);

/// The message that is to be tried again.
pub(super) fn target(event: &Event) -> Option<MessageId> {
    match event {
        Event::GroupMessage { message, .. } if asks_to_retry(message) => message.reply.as_ref()?.to,
        _ => None,
    }
}

impl Retries {
    /// Fetches it; what is known of the messages themselves is known already.
    pub(super) async fn fetch(
        &mut self,
        tx: &mut Tx,
        (connection, group): (&Connection, ChatId),
        (abouts, answered): (&Abouts, &HashSet<MessageId>),
    ) -> Result<(), StoreError> {
        for message in answered {
            let about = abouts.of(Some(Place {
                chat: group,
                message: *message,
            }));
            let mut seqs: BTreeSet<Seq> = about.pending.iter().map(|one| one.seq).collect();
            seqs.extend(tx.kept_at(connection.cell, *message).await?);
            let links = about.links.iter();
            let stands_for = links.filter(|link| link.role.is_of_the_client());
            let sources: Vec<Place> = stands_for
                .map(|link| Place {
                    chat: link.client_chat,
                    message: link.client_message,
                })
                .collect();
            let aside = tx.deliveries_of(connection.cell, &sources).await?;
            seqs.extend(aside.iter().map(|one| one.seq));
            let mut unsettled = Vec::new();
            for seq in seqs {
                let found = tx.delivery(connection.cell, seq).await?;
                if let Some(one) = found.filter(is_unsettled) {
                    let question = tx.question_of(&one).await?;
                    unsettled.push((one, question));
                }
            }
            self.0.insert(*message, unsettled);
        }
        Ok(())
    }

    /// What is known of the message that an event's command answers.
    pub(super) fn of(&self, event: &Event) -> &[(Delivery, Question)] {
        let known = target(event).and_then(|message| self.0.get(&message));
        known.map_or(&[], Vec::as_slice)
    }

    /// What is settled in this page is not settled twice.
    pub(super) fn apply(&mut self, change: &Change) {
        for unsettled in self.0.values_mut() {
            match change {
                Change::Remove { seq, .. } => unsettled.retain(|(one, _)| one.seq != *seq),
                Change::Replace(now) => unsettled
                    .iter_mut()
                    .filter(|(one, _)| one.seq == now.seq)
                    .for_each(|(one, _)| one.clone_from(now)),
                _ => {}
            }
        }
    }
}

/// Reactions are no messages.
fn is_unsettled(one: &Delivery) -> bool {
    one.job != Job::React && matches!(one.state, State::Failed(_) | State::Held(_))
}
