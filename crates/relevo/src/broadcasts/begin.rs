//! Scheduled broadcasts begin at their time, with whoever is meant then; one that comes again is made anew each time.

use relevo_core::Fresh;
use relevo_core::broadcast::{Every, Halt, Order, Screen, Stage};

use super::{BITE, Broadcasts, On, ROOM, Turn, progress, renew};
use crate::store::{Broadcast, BroadcastBody, StoreError, Tx};

impl Broadcasts {
    /// A broadcast whose time has come gathers its recipients as they are now.
    pub(super) async fn begin_at_its_time(&mut self, turn: &Turn<'_>) -> Result<On, StoreError> {
        if let Some(due_ms) = turn.broadcast.due_ms.filter(|due_ms| *due_ms > turn.now_ms) {
            return Ok(On::rests(due_ms));
        }
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(On::did(turn.now_ms));
        };
        match turn.order.every {
            // Who was counted for the plan is counted anew.
            None if tx.clear_recipients(now.id, BITE).await? => {
                tx.commit().await?;
                return Ok(On::did(turn.now_ms));
            }
            None => {
                now.stage = Stage::Gathering;
                (now.starts, now.gathered, now.nobody) = (true, (0, 0), 0);
            }
            Some(every) => again(&mut tx, turn, (&mut now, every), &mut fresh).await?,
        }
        tx.set_broadcast(&now).await?;
        progress::redraw(&mut tx, (&now, turn.connection), (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        Ok(On::did(turn.now_ms))
    }
}

/// One of the times at which a broadcast comes again is a broadcast of its own.
async fn again(
    tx: &mut Tx,
    turn: &Turn<'_>,
    (now, every): (&mut Broadcast, Every),
    fresh: &mut Fresh,
) -> Result<(), StoreError> {
    let once = Order {
        every: None,
        ..turn.order.clone()
    };
    let mut again = Broadcast {
        stage: Stage::Gathering,
        starts: true,
        halt: Halt::No,
        recount: false,
        gathered: (0, 0),
        nobody: 0,
        made_ms: turn.now_ms,
        due_ms: None,
        panel: None,
        body: BroadcastBody {
            order: once.print(),
            name: turn.broadcast.body.name.clone(),
        },
        ..now.clone()
    };
    renew(tx, &mut again).await?;
    let mut again = tx.add_broadcast(again).await?;
    let screen = Screen::of(again.number);
    let about = (turn.connection, None);
    let panel = progress::new_panel(tx, about, &screen, (fresh, turn.now_ms)).await?;
    again.panel = Some(panel);
    tx.set_broadcast(&again).await?;
    now.due_ms = every.next_ms(turn.now_ms, &turn.connection.params.timezone);
    Ok(())
}
