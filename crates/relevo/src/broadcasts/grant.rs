//! Steps of a broadcast enter their lanes, no faster than its rate, and the broadcast ends when nobody waits any more.
//!
//! Whoever is out of the question by now (has opted out, is banned, has blocked the bot) is left out here. A connection that is stopped, and
//! one in whose zone it is quiet, keeps its recipients waiting. What is gone, or says a word that must not go out by now, pauses the
//! broadcast. Neighbour: `relevo_core::call` says how a step ends.

use std::collections::{HashMap, HashSet};

use relevo_core::broadcast::{Halt, LOOK_MS, Pace, Quiet, Rate, Recipient, Stage, Why, lane_room};
use relevo_core::{
    Change, Connection, ConnectionId, ConnectionState, Conversation, ConversationId, Delivery,
    Direction, Fresh, Job, State, may_extend,
};

use super::content::{Content, Contents, cards, contents, job};
use super::gather::{candidate, groups_asked};
use super::{
    BITE, Broadcasts, IDLE_LOOK_MS, On, REST_LOOK_MS, ROOM, Running, Turn, progress, report,
};
use crate::store::{Broadcast, DueRecipient, StoreError, Tx};

impl Broadcasts {
    /// Lets in as many as may go now.
    pub(super) async fn send(&mut self, turn: &Turn<'_>) -> Result<On, StoreError> {
        let (of, now_ms) = (turn.broadcast, turn.now_ms);
        let running = self.running.entry(of.id).or_insert_with(|| Running {
            pace: Pace::from(now_ms),
            shown_ms: now_ms,
            turn: 0,
        });
        running.turn = running.turn.wrapping_add(1);
        let first = running.turn;
        let rate = turn.order.rate.unwrap_or(Rate::DEFAULT);
        let room = running.pace.room(rate, now_ms);
        if turn.shows || of.recount {
            self.show(turn).await?;
        }
        if room == 0 {
            return Ok(On::rests(now_ms + LOOK_MS));
        }
        let due = self.due(turn, (first, rate, room)).await?;
        if due.is_empty() {
            return self.rests(turn).await;
        }
        let Some(entered) = self.let_in(turn, &due).await? else {
            return Ok(On::did(now_ms));
        };
        if let Some(running) = self.running.get_mut(&of.id) {
            running.pace.gave(rate, entered);
        }
        let look_ms = match entered {
            0 => now_ms,
            _ => now_ms + LOOK_MS,
        };
        Ok(On { did: true, look_ms })
    }

    /// Whose steps may go now, over all connections of the group that may send. One whose bot has to wait has no room, and keeps no other
    /// waiting.
    async fn due(
        &mut self,
        turn: &Turn<'_>,
        (first, rate, room): (usize, Rate, u32),
    ) -> Result<Vec<DueRecipient>, StoreError> {
        let connections = turn.directory.connections.values();
        let here = connections.filter(|one| one.cell == turn.broadcast.cell);
        let mut open: Vec<ConnectionId> = here
            .filter(|one| may_send(one, turn.order.quiet, turn.now_ms))
            .map(|one| one.id)
            .collect();
        open.sort_unstable();
        let len = open.len().max(1);
        open.rotate_left(first % len);
        let sharing = u32::try_from(len).unwrap_or(u32::MAX);
        let mut due = Vec::new();
        for connection in open {
            let of_it = self.lanes.iter().filter(|((_, of), _)| *of == connection);
            let in_lanes = of_it.map(|(_, count)| *count).sum();
            let left = room - u32::try_from(due.len()).unwrap_or(room);
            let left = left.min(lane_room(rate, sharing, in_lanes));
            if left == 0 {
                continue;
            }
            let of = (turn.broadcast.id, connection);
            let found = self.store.recipients_due(of, turn.now_ms, left).await?;
            // Another broadcast of this look finds the room taken.
            *self.lanes.entry(of).or_default() += u32::try_from(found.len()).unwrap_or(0);
            due.extend(found);
        }
        self.lanes.retain(|_, count| *count > 0);
        Ok(due)
    }

    /// These enter their lanes, or are left out; how many have entered. None: the broadcast stands otherwise.
    async fn let_in(
        &mut self,
        turn: &Turn<'_>,
        due: &[DueRecipient],
    ) -> Result<Option<u32>, StoreError> {
        let room = ROOM + i64::try_from(due.len()).unwrap_or(i64::MAX / 2);
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, room).await? else {
            return Ok(None);
        };
        let contents = match contents(&mut tx, &now, due).await? {
            Contents::Ready(contents) => contents,
            Contents::Gone => return pauses(tx, &mut now, Halt::Gone).await,
        };
        if is_restricted(turn, &contents) {
            return pauses(tx, &mut now, Halt::Restricted).await;
        }
        let ids: Vec<ConversationId> = due.iter().map(|who| who.conversation).collect();
        let known = tx.conversations(&ids).await?;
        let known: HashMap<ConversationId, Conversation> =
            known.into_iter().map(|one| (one.id, one)).collect();
        let out = tx.opted_out(&ids).await?;
        let cards = cards(&mut tx, known.values(), contents.values()).await?;
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
            let content = &contents[&who.step];
            let card = cards.get(&conversation.id);
            let Ok(job) = job(content, connection, card, turn.order.opt_out) else {
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
        Ok(Some(entered))
    }

    /// Nobody is due who could be sent to now: it is over if nobody waits and nothing is on its way.
    async fn rests(&mut self, turn: &Turn<'_>) -> Result<On, StoreError> {
        let of = turn.broadcast;
        let waits = self.store.recipients_wait(of.id).await?;
        let is_in_lanes = self.is_in_lanes(of.id);
        if waits.is_empty() && !is_in_lanes {
            return self.ends(turn).await;
        }
        let mut look_ms = turn.now_ms + IDLE_LOOK_MS;
        for (connection, due_ms) in waits {
            let known = turn.directory.connections.get(&connection);
            let known = known.filter(|known| known.cell == of.cell);
            let why = match known {
                Some(known) if known.account().is_some() => Why::Account,
                Some(known) => {
                    let is_open = may_send(known, turn.order.quiet, turn.now_ms);
                    let again_ms = match is_open {
                        true => due_ms.max(turn.now_ms + LOOK_MS),
                        false => turn.now_ms + REST_LOOK_MS,
                    };
                    look_ms = look_ms.min(again_ms);
                    continue;
                }
                None => Why::Gone,
            };
            // Some at a time.
            if let Some((mut tx, _, now)) = self.locked(turn, 0).await? {
                let from = ((now.id, connection), (why, turn.now_ms));
                tx.leave_out_some(from.0, from.1, BITE).await?;
                tx.commit().await?;
            }
            return Ok(On::did(turn.now_ms));
        }
        if is_in_lanes {
            look_ms = look_ms.min(turn.now_ms + LOOK_MS);
        }
        Ok(On::rests(look_ms))
    }

    async fn ends(&mut self, turn: &Turn<'_>) -> Result<On, StoreError> {
        let counts = self.store.recipient_counts(turn.broadcast.id).await?;
        if counts.of(Recipient::Waiting) + counts.of(Recipient::InLane) > 0 {
            // Somebody has come back meanwhile.
            return Ok(On::rests(turn.now_ms + LOOK_MS));
        }
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(On::did(turn.now_ms));
        };
        (now.stage, now.ended_ms) = (Stage::Done, Some(turn.now_ms));
        now.recount = false;
        tx.set_broadcast(&now).await?;
        tx.put_broadcast_counts(now.id, &counts).await?;
        let of = (&now, turn.connection);
        progress::redraw(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        report::follows(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        Ok(On::did(turn.now_ms))
    }
}

/// Whether anything is sent over a connection now.
pub(crate) fn may_send(connection: &Connection, quiet: Option<Quiet>, now_ms: i64) -> bool {
    let is_quiet = |quiet: Quiet| quiet.is_at(now_ms, &connection.params.timezone);
    connection.account().is_none()
        && connection.state == ConnectionState::Running
        && !quiet.is_some_and(is_quiet)
}

/// What keeps a broadcast from going on is told, and nobody of these enters a lane.
async fn pauses(mut tx: Tx, now: &mut Broadcast, halt: Halt) -> Result<Option<u32>, StoreError> {
    (now.stage, now.halt, now.recount) = (Stage::Paused, halt, true);
    tx.set_broadcast(now).await?;
    tx.commit().await?;
    Ok(None)
}

/// Whether these say a word that a connection of the group does not let out: the plan was asked, and words and lists change.
fn is_restricted(turn: &Turn<'_>, contents: &HashMap<usize, Content>) -> bool {
    let connections = turn.directory.connections.values();
    let mut theirs = connections.filter(|one| {
        let is_here = one.cell == turn.broadcast.cell && one.account().is_none();
        is_here && may_extend(Some(turn.broadcast.person), one)
    });
    theirs.any(|one| {
        let words = &one.params.restricted_keywords_backend;
        let mut contents = contents.values();
        contents.any(|content| content.says_one_of(words))
    })
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
    let groups = groups_asked(&turn.order.to);
    let opted_out = out.contains(&conversation.id);
    let person = turn.broadcast.person;
    match candidate((conversation, connection), opted_out, person).left_out(groups) {
        Some(why) => Err(why),
        None => Ok((conversation, connection)),
    }
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
