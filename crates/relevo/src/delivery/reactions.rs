//! What delivery knows of reactions, and of what was sent again: the links of the message, what waits of it, and who reacts how.
//!
//! Neighbours: `facts` gives it to the core, `relevo_core` decides. Nothing here is read in a turn without a reaction.

use std::collections::HashMap;

use relevo_core::{
    Delivery, Direction, IdentityId, Job, Lane, Link, ReactionFacts, reacting_places,
};
use relevo_telegram::{MessageId, Place, Reaction};

use super::facts::Facts;
use super::{Finished, Worker};
use crate::store::{StoreError, Tx};

/// What is known for one reaction.
#[derive(Default)]
pub(super) struct Known {
    pub(super) facts: ReactionFacts,
    /// The messages whose reactions count.
    places: Vec<Place>,
}

/// A delivery of a reaction, and the message that it is about.
struct Asked<'b> {
    delivery: &'b Delivery,
    message: Place,
    identity: IdentityId,
}

impl Facts<'_> {
    /// What is known for those among these deliveries that set reactions.
    pub(super) async fn load_reactions(
        &mut self,
        tx: &mut Tx,
        deliveries: &[&Delivery],
    ) -> Result<(), StoreError> {
        let asked: Vec<Asked<'_>> = deliveries
            .iter()
            .filter(|one| !self.reactions.contains_key(&one.seq))
            .filter_map(|one| {
                let identity = self.connection(one)?.identity;
                let message = told_of(one)?;
                Some(Asked {
                    delivery: one,
                    message,
                    identity,
                })
            })
            .collect();
        if asked.is_empty() {
            return Ok(());
        }
        let links = self.links_of(tx, &asked).await?;
        let messages: Vec<Place> = asked.iter().map(|one| one.message).collect();
        let pending = tx.deliveries_of(self.cell.id, &messages).await?;
        for one in asked {
            let links = self.own_links(&links, &one);
            let of_it = |delivery: &&Delivery| {
                delivery.cause.map(|cause| cause.source) == Some(one.message)
                    && delivery.connection == one.delivery.connection
                    && delivery.job != Job::React
            };
            let versions = pending.iter().filter(of_it);
            let side = (one.message, one.delivery.direction);
            let places = reacting_places(side, &links, self.cell.group);
            let known = Known {
                facts: ReactionFacts {
                    versions: versions.map(|one| one.state.clone()).collect(),
                    reactions: tx.reactions(one.delivery.connection, &places).await?,
                    links,
                    asked: None,
                },
                places,
            };
            self.reactions.insert(one.delivery.seq, known);
        }
        Ok(())
    }

    /// The same for calls that have ended, with what they were to set.
    pub(super) async fn load_reactions_asked(
        &mut self,
        tx: &mut Tx,
        finished: &[Finished],
    ) -> Result<(), StoreError> {
        let deliveries: Vec<&Delivery> = finished.iter().map(|ended| &ended.delivery).collect();
        self.load_reactions(tx, &deliveries).await?;
        for ended in finished {
            if let Some(known) = self.reactions.get_mut(&ended.delivery.seq) {
                known.facts.asked.clone_from(&ended.asked);
            }
        }
        Ok(())
    }

    async fn links_of(&self, tx: &mut Tx, asked: &[Asked<'_>]) -> Result<Vec<Link>, StoreError> {
        let (mut team, mut client) = (Vec::new(), HashMap::<IdentityId, Vec<Place>>::new());
        for one in asked {
            if one.message.chat == self.cell.group {
                team.push(one.message.message);
            } else {
                client.entry(one.identity).or_default().push(one.message);
            }
        }
        let mut links = Vec::new();
        if !team.is_empty() {
            links.extend(tx.links_of_topic(self.cell.id, &team).await?);
        }
        for (identity, places) in client {
            links.extend(tx.links_of_client(identity, &places).await?);
        }
        Ok(links)
    }

    /// The links of one message, those of this turn included, oldest first.
    fn own_links(&self, stored: &[Link], one: &Asked<'_>) -> Vec<Link> {
        let Place { chat, message } = one.message;
        let of_it = |link: &&Link| {
            if chat == self.cell.group {
                return link.topic_message == message;
            }
            let client = (link.client_chat, link.client_message);
            client == (chat, message) && link.identity == one.identity
        };
        let key =
            |link: &Link| -> (MessageId, MessageId) { (link.topic_message, link.client_message) };
        let mut links: Vec<Link> = self.new_links.iter().filter(of_it).copied().collect();
        links.extend(stored.iter().filter(of_it));
        // What this turn says goes before what the store still says: the sort keeps their order.
        links.sort_by_key(key);
        links.dedup_by_key(|link| key(link));
        links
    }

    /// Telegram lets nobody set it: the next look in this turn knows it already.
    pub(super) fn refuse(&mut self, places: &[Place], reaction: &Reaction) {
        for known in self.reactions.values_mut() {
            if known.places == places {
                known.facts.reactions.retain(|one| one != reaction);
            }
        }
    }
}

/// The message that a delivery sets reactions to, or tells of.
fn told_of(delivery: &Delivery) -> Option<Place> {
    match delivery.job {
        Job::React => Some(delivery.cause?.source),
        Job::TellArrived { about, .. } => Some(about),
        _ => None,
    }
}

impl Worker {
    /// A link tells whose message somebody reacted to: what waits for it looks at once.
    pub(super) fn hurry_reactions(&mut self, link: &Link, now_ms: i64) {
        let parked = |message: MessageId| Lane {
            conversation: None,
            direction: Direction::Aside,
            part: message.0,
        };
        let under_its_line = Lane {
            conversation: Some(link.conversation),
            direction: Direction::ToTopic,
            part: link.client_message.0,
        };
        for lane in [
            parked(link.client_message),
            parked(link.topic_message),
            under_its_line,
        ] {
            self.scheduler.hurry_lane(lane, now_ms);
        }
    }

    /// A delivery goes into another lane, where it keeps its age.
    pub(super) fn turn_into(&mut self, before: &Delivery, now: &Delivery, now_ms: i64) {
        self.leave(before, now_ms);
        if self.window.turn(now.clone()) {
            let due_ms = super::outcomes::due_ms(now, now_ms);
            self.scheduler.offer(now.lane(), now.seq, due_ms, now_ms);
        }
    }
}
