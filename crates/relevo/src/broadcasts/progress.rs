//! The panel of a broadcast follows it: rarely while it runs, and at each turn at once.
//!
//! What is counted is kept with the broadcast, so that drawing costs nothing. Neighbour: `modules::broadcasts` draws.

use relevo_core::broadcast::Screen;
use relevo_core::{Connection, Fresh, Module, Panel, PanelId, Stands};
use relevo_telegram::{MessageId, ThreadId, UserId};

use super::{Broadcasts, ROOM, Turn};
use crate::panels;
use crate::store::{Broadcast, StoreError, Tx};

/// How often the panel of a broadcast that runs follows, in milliseconds.
const SHOW_MS: i64 = 10_000;

impl Broadcasts {
    /// Lets the panel follow, if something has changed since.
    pub(super) async fn show(&mut self, turn: &Turn<'_>) -> Result<(), StoreError> {
        let of = turn.broadcast;
        if let Some(running) = self.running.get_mut(&of.id) {
            running.shows_ms = turn.now_ms + SHOW_MS;
        }
        let counts = self.store.recipient_counts(of.id).await?;
        if self.store.broadcast_counts(of.id).await? == counts {
            return Ok(());
        }
        let Some((mut tx, mut fresh, now)) = self.locked(turn, ROOM).await? else {
            return Ok(());
        };
        tx.put_broadcast_counts(now.id, &counts).await?;
        let of = (&now, turn.connection);
        redraw(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        self.shared.wake(now.cell).notify_one();
        Ok(())
    }
}

/// Counts, for the panel.
pub(crate) async fn count(tx: &mut Tx, of: &Broadcast) -> Result<(), StoreError> {
    let counts = tx.recipient_counts(of.id).await?;
    tx.put_broadcast_counts(of.id, &counts).await
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
