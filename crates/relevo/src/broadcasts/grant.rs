//! Steps of a broadcast enter their lanes, no faster than its rate, and the broadcast ends when nobody waits any more.
//!
//! Whoever is out of the question by now (has opted out, is banned, has blocked the bot) is left out here. A connection that is stopped, and
//! one in whose zone it is quiet, keeps its recipients waiting. Neighbour: `relevo_core::call` says how a step ends.

use std::collections::{HashMap, HashSet};

use relevo_core::broadcast::{OPT_OUT_URL, Pace, Rate, Stage, Why};
use relevo_core::{
    Brings, Card, Change, Connection, ConnectionId, ConnectionState, Conversation, ConversationId,
    Delivery, Direction, Fresh, Job, Reply, ReplyId, Saved, Sender, State, Unsendable, Variables,
};
use relevo_telegram::LinkButton;

use super::gather::{asks_for_groups, candidate};
use super::{Broadcasts, ROOM, Running, Turn, progress, report};
use crate::store::{Broadcast, DueRecipient, StoreError, Tx};
use crate::words::Voice;

/// How often it is looked for steps that were taken away without an end, in milliseconds.
const CHECK_MS: i64 = 60_000;

/// What may be sent now, or that it cannot be.
enum Content {
    Ready(HashMap<usize, Reply>),
    Gone,
}

impl Broadcasts {
    /// Lets in as many as may go now. Says whether anything was done.
    pub(super) async fn send(&mut self, turn: &Turn<'_>) -> Result<bool, StoreError> {
        let (of, now_ms) = (turn.broadcast, turn.now_ms);
        let running = self.running.entry(of.id).or_insert_with(|| Running {
            pace: Pace::from(now_ms),
            shows_ms: now_ms,
            checks_ms: i64::MIN,
            turn: 0,
        });
        let checks = now_ms >= running.checks_ms;
        let shows = now_ms >= running.shows_ms;
        running.turn = running.turn.wrapping_add(1);
        let first = running.turn;
        let rate = turn.order.rate.unwrap_or(Rate::DEFAULT);
        let in_lane = self.store.recipients_in_lane(of.id).await?;
        let room = running.pace.room(rate, in_lane, now_ms);
        if checks {
            running.checks_ms = now_ms + CHECK_MS;
            self.check(turn).await?;
        }
        if shows {
            self.show(turn).await?;
        }
        if room == 0 {
            return Ok(false);
        }
        let due = self.due(turn, (first, room)).await?;
        if due.is_empty() {
            return match in_lane {
                0 => self.ends(turn).await,
                _ => Ok(false),
            };
        }
        let entered = self.let_in(turn, &due).await?;
        if let Some(running) = self.running.get_mut(&of.id) {
            running.pace.gave(rate, entered);
        }
        Ok(true)
    }

    /// Whose steps may go now, over all connections of the group that may send.
    async fn due(
        &self,
        turn: &Turn<'_>,
        (first, room): (usize, u32),
    ) -> Result<Vec<DueRecipient>, StoreError> {
        let connections = turn.directory.connections.values();
        let mut open: Vec<ConnectionId> = connections
            .filter(|one| one.cell == turn.broadcast.cell && may_send(one, turn))
            .map(|one| one.id)
            .collect();
        open.sort_unstable();
        let len = open.len().max(1);
        open.rotate_left(first % len);
        let mut due = Vec::new();
        for connection in open {
            let left = room - u32::try_from(due.len()).unwrap_or(room);
            if left == 0 {
                break;
            }
            let of = (turn.broadcast.id, connection);
            due.extend(self.store.recipients_due(of, turn.now_ms, left).await?);
        }
        Ok(due)
    }

    /// These enter their lanes, or are left out; how many have entered.
    async fn let_in(&mut self, turn: &Turn<'_>, due: &[DueRecipient]) -> Result<u32, StoreError> {
        let room = ROOM + i64::try_from(due.len()).unwrap_or(i64::MAX / 2);
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, room).await? else {
            return Ok(0);
        };
        let replies = match contents(&mut tx, &now, due).await? {
            Content::Ready(replies) => replies,
            Content::Gone => {
                (now.stage, now.halted) = (Stage::Paused, true);
                tx.set_broadcast(&now).await?;
                progress::count(&mut tx, &now).await?;
                let of = (&now, turn.connection);
                progress::redraw(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
                tx.commit().await?;
                return Ok(0);
            }
        };
        let ids: Vec<ConversationId> = due.iter().map(|who| who.conversation).collect();
        let known = tx.conversations(&ids).await?;
        let known: HashMap<ConversationId, Conversation> =
            known.into_iter().map(|one| (one.id, one)).collect();
        let out = tx.opted_out(&ids).await?;
        let cards = cards(&mut tx, known.values(), replies.values()).await?;
        let mut entered = 0;
        let mut changes = Vec::new();
        for who in due {
            let (conversation, connection) = match reachable(turn, who, &known, &out) {
                Ok(found) => found,
                Err(why) => {
                    tx.leave_out(now.id, who, (why, turn.now_ms)).await?;
                    continue;
                }
            };
            let reply = &replies[&who.step];
            let card = cards.get(&conversation.id);
            let Ok(job) = job(reply, (conversation, connection), card, turn) else {
                let why = (Why::Refused, turn.now_ms);
                tx.leave_out(now.id, who, why).await?;
                continue;
            };
            let delivery = step((conversation, connection), job, &mut fresh, turn.now_ms);
            if tx
                .enter_lane(now.id, who, (delivery.seq, turn.now_ms))
                .await?
            {
                changes.push(Change::Deliver(delivery));
                entered += 1;
            }
        }
        tx.apply(&changes).await?;
        tx.commit().await?;
        Ok(entered)
    }

    /// Nobody is due and nothing is on its way: it is over, if nobody waits for later.
    async fn ends(&mut self, turn: &Turn<'_>) -> Result<bool, StoreError> {
        if !self
            .store
            .recipients_wait(turn.broadcast.id)
            .await?
            .is_empty()
        {
            return Ok(false);
        }
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(true);
        };
        (now.stage, now.ended_ms) = (Stage::Done, Some(turn.now_ms));
        tx.set_broadcast(&now).await?;
        progress::count(&mut tx, &now).await?;
        let of = (&now, turn.connection);
        progress::redraw(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        report::follows(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Whose step went with its connection waits again, and whose connection has left the group is left out.
    async fn check(&mut self, turn: &Turn<'_>) -> Result<(), StoreError> {
        let of = turn.broadcast;
        let waits = self.store.recipients_wait(of.id).await?;
        let Some((mut tx, _, now)) = self.locked(turn, 0).await? else {
            return Ok(());
        };
        tx.return_to_wait(now.id, now.cell).await?;
        for (connection, _) in waits {
            let known = turn.directory.connections.get(&connection);
            let why = match known {
                Some(known) if known.account().is_some() => Why::Account,
                Some(known) if known.cell == now.cell => continue,
                _ => Why::Gone,
            };
            tx.leave_out_all((now.id, connection), (why, turn.now_ms))
                .await?;
        }
        tx.commit().await
    }
}

/// Whether anything is sent over a connection now.
fn may_send(connection: &Connection, turn: &Turn<'_>) -> bool {
    let is_quiet = |quiet: relevo_core::broadcast::Quiet| {
        quiet.is_at(turn.now_ms, &connection.params.timezone)
    };
    connection.account().is_none()
        && connection.state == ConnectionState::Running
        && !turn.order.quiet.is_some_and(is_quiet)
}

/// Whether somebody may still be sent to.
fn reachable<'a>(
    turn: &Turn<'a>,
    who: &DueRecipient,
    known: &'a HashMap<ConversationId, Conversation>,
    out: &HashSet<ConversationId>,
) -> Result<(&'a Conversation, &'a Connection), Why> {
    let conversation = known.get(&who.conversation).ok_or(Why::Gone)?;
    let connection = turn.directory.connections.get(&conversation.connection);
    let here = |one: &&Connection| one.cell == turn.broadcast.cell;
    let connection = connection.filter(here).ok_or(Why::Gone)?;
    let groups = asks_for_groups(&turn.order.to);
    match candidate((conversation, connection), out).left_out(groups) {
        Some(why) => Err(why),
        None => Ok((conversation, connection)),
    }
}

/// The quick replies of the steps that are due.
async fn contents(
    tx: &mut Tx,
    of: &Broadcast,
    due: &[DueRecipient],
) -> Result<Content, StoreError> {
    let mut replies = HashMap::new();
    for who in due {
        if replies.contains_key(&who.step) {
            continue;
        }
        let step = of.steps.get(who.step);
        let reply = match step {
            Some(step) => tx.reply(of.cell, ReplyId(step.reply)).await?,
            None => None,
        };
        let Some(reply) = reply.filter(Reply::is_ready) else {
            return Ok(Content::Gone);
        };
        replies.insert(who.step, reply);
    }
    Ok(Content::Ready(replies))
}

/// The names of recipients, if what is sent names them.
async fn cards(
    tx: &mut Tx,
    known: impl Iterator<Item = &Conversation>,
    mut replies: impl Iterator<Item = &Reply>,
) -> Result<HashMap<ConversationId, Card>, StoreError> {
    let names = replies.any(|reply| reply.content.words().any(Variables::are_in));
    if !names {
        return Ok(HashMap::new());
    }
    let owners: HashMap<_, _> = known.map(|one| (one.card, one.id)).collect();
    let ids: Vec<_> = owners.keys().copied().collect();
    let cards = tx.cards(&ids).await?;
    let owned = cards
        .into_iter()
        .filter_map(|(card, names)| Some((*owners.get(&card)?, names)));
    Ok(owned.collect())
}

/// What is sent to somebody.
fn job(
    reply: &Reply,
    (_, connection): (&Conversation, &Connection),
    card: Option<&Card>,
    turn: &Turn<'_>,
) -> Result<Job, Unsendable> {
    let name = card.map(|card| card.name.clone()).unwrap_or_default();
    let variables = Variables {
        title: name.clone(),
        first_name: name,
        operator: String::new(),
    };
    let sender = Sender {
        identity: connection.identity,
        is_account: false,
    };
    let job = reply.job(&variables, sender)?;
    Ok(match turn.order.opt_out {
        true => with_button(job, reply, connection),
        false => job,
    })
}

/// Words with the button by which people opt out. What is no words has none: `/stop` works all the same.
fn with_button(job: Job, reply: &Reply, connection: &Connection) -> Job {
    let label = Voice::of(connection.params.language).say("send-opt-out", &[]);
    let button = LinkButton {
        label,
        url: Some(OPT_OUT_URL.into()),
    };
    let brings = match job {
        Job::Text { text, no_preview } => Brings::Words {
            text,
            no_preview,
            buttons: vec![button],
        },
        Job::Saved(Saved {
            brings:
                Brings::Words {
                    text,
                    no_preview,
                    mut buttons,
                },
            ..
        }) => {
            buttons.push(button);
            Brings::Words {
                text,
                no_preview,
                buttons,
            }
        }
        job => return job,
    };
    Job::Saved(Saved {
        reply: reply.id,
        name: reply.name.clone(),
        brings,
    })
}

/// A step's delivery, at the end of a lane of its own.
fn step(
    (conversation, connection): (&Conversation, &Connection),
    job: Job,
    fresh: &mut Fresh,
    now_ms: i64,
) -> Delivery {
    Delivery {
        seq: fresh.seq(),
        cell: connection.cell,
        connection: connection.id,
        conversation: Some(conversation.id),
        direction: Direction::Broadcast,
        state: State::Waiting { due_ms: now_ms },
        attempts: 0,
        step: 0,
        header_message: None,
        repeat: false,
        bare: false,
        cause: None,
        reply: None,
        made_ms: now_ms,
        aim: None,
        job,
    }
}
