//! The panel of a broadcast follows it: rarely while it runs, and at each turn at once.
//!
//! What is counted, outside of every lock, is kept with the broadcast, so that drawing costs nothing. Neighbour: `modules::broadcasts` draws.

use std::collections::{HashMap, HashSet};

use relevo_core::broadcast::{Recipient, Screen, Stage};
use relevo_core::{CellId, Connection, Fresh, Module, Panel, PanelId, Stands};
use relevo_telegram::{MessageId, ThreadId, UserId};

use super::{Broadcasts, On, REST_LOOK_MS, ROOM, Turn};
use crate::panels;
use crate::store::{Broadcast, StoreError, Tx};

/// How often progress is shown in a group, however many broadcasts run there, in milliseconds: two edits of the group's minute.
const SHOW_MS: i64 = 30_000;

impl Broadcasts {
    /// Which broadcasts show their progress now: in each group one at a time, whose was shown longest ago.
    pub(super) fn whose_progress(&mut self, going: &[Broadcast], now_ms: i64) -> HashSet<i64> {
        let mut next: HashMap<CellId, (i64, i64)> = HashMap::new();
        for one in going.iter().filter(|one| one.stage == Stage::Running) {
            let shown_ms = *self.shown.entry(one.cell).or_insert(now_ms);
            let is_early = now_ms < shown_ms + SHOW_MS && now_ms >= shown_ms;
            let Some(running) = self.running.get(&one.id).filter(|_| !is_early) else {
                continue;
            };
            let turn = (running.shown_ms, one.id);
            let best = next.entry(one.cell).or_insert(turn);
            *best = turn.min(*best);
        }
        next.into_values().map(|(_, id)| id).collect()
    }

    /// Lets the panel follow, if something has changed since.
    pub(super) async fn show(&mut self, turn: &Turn<'_>) -> Result<(), StoreError> {
        let of = turn.broadcast;
        if let Some(running) = self.running.get_mut(&of.id) {
            running.shown_ms = turn.now_ms;
        }
        let counts = self.store.recipient_counts(of.id).await?;
        let is_news = self.store.broadcast_counts(of.id).await? != counts;
        if !is_news && !of.recount {
            return Ok(());
        }
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(());
        };
        if now.recount {
            now.recount = false;
            tx.set_broadcast(&now).await?;
        }
        tx.put_broadcast_counts(now.id, &counts).await?;
        let of = (&now, turn.connection);
        redraw(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        self.shown.insert(now.cell, turn.now_ms);
        self.shared.wake(now.cell).notify_one();
        Ok(())
    }

    /// The panel of a broadcast that does not run follows what still ended: until no step of it is in its lane.
    pub(super) async fn recount(&mut self, turn: &Turn<'_>) -> Result<On, StoreError> {
        let of = turn.broadcast;
        let counts = self.store.recipient_counts(of.id).await?;
        let goes_on = counts.of(Recipient::InLane) > 0;
        let is_news = self.store.broadcast_counts(of.id).await? != counts;
        if goes_on && !is_news {
            return Ok(On::rests(turn.now_ms + REST_LOOK_MS));
        }
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(On::did(turn.now_ms));
        };
        now.recount = goes_on;
        tx.set_broadcast(&now).await?;
        tx.put_broadcast_counts(now.id, &counts).await?;
        let of = (&now, turn.connection);
        redraw(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        Ok(On {
            did: true,
            look_ms: turn.now_ms + REST_LOOK_MS,
        })
    }
}

/// The panel shows the broadcast as it stands.
pub(crate) async fn redraw(
    tx: &mut Tx,
    (of, connection): (&Broadcast, &Connection),
    (fresh, now_ms): (&mut Fresh, i64),
) -> Result<(), StoreError> {
    let Some(id) = of.panel.map(PanelId) else {
        return Ok(());
    };
    let Some(panel) = tx.panels(&[id]).await?.remove(&id) else {
        return Ok(());
    };
    panels::redraw(tx, (&panel, connection), (fresh, now_ms)).await
}

/// Where a new panel stands: below a message, in a topic of the team's own or in General.
#[derive(Clone, Copy)]
pub(crate) struct Below {
    /// The message.
    pub(crate) about: MessageId,
    /// The topic.
    pub(crate) thread: Option<ThreadId>,
    /// Who asked.
    pub(crate) by: Option<UserId>,
}

/// A panel for a broadcast, for good.
pub(crate) async fn new_panel(
    tx: &mut Tx,
    (connection, below): (&Connection, Option<Below>),
    screen: &Screen,
    (fresh, now_ms): (&mut Fresh, i64),
) -> Result<i64, StoreError> {
    let panel = Panel {
        id: PanelId(fresh.id()),
        cell: connection.cell,
        connection: connection.id,
        conversation: None,
        thread: below.and_then(|below| below.thread),
        about: below.map(|below| below.about),
        by: below.and_then(|below| below.by),
        module: Module::Broadcasts,
        screen: screen.code(),
        stands: Stands::Always,
        message: None,
        shown: None,
    };
    panels::show(tx, (&panel, connection), (fresh, now_ms)).await?;
    Ok(panel.id.0)
}
