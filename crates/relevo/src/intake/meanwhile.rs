//! What the bot of a stopped connection says in its topics, and to whoever presses a panel's button, where it goes on listening for the setup: that nothing goes out and nothing is done.
//!
//! In the transaction that sets aside what came. Neighbours: `aside` calls it, `stopped` is the same by another bot of the group,
//! `relevo_core::told_while_stopped` decides. Deliberately absent: what becomes of what was written, which is asked about later.

use std::collections::HashSet;

use relevo_core::{
    Cell, CellId, Connection, Event, FRESH_PER_EVENT_MAX, Fresh, PANEL_MARK, told_while_stopped,
};
use relevo_telegram::{Content, UpdateId, UpdateKind};

use super::Item;
use super::lists::Answers;
use super::parts::Part;
use super::working_set::WorkingSet;
use crate::directory::Directory;
use crate::store::{StoreError, Tx};

/// A stopped connection in whose group somebody has written, under the lock of its cell.
pub(super) struct Meanwhile<'a> {
    connection: &'a Connection,
    directory: &'a Directory,
    cell: Cell,
    fresh: Fresh,
    written: Vec<(UpdateId, Event)>,
}

impl<'a> Meanwhile<'a> {
    /// Locks the cell, before anything else is written, if the part holds anything that may be told about.
    pub(super) async fn lock(
        tx: &mut Tx,
        (part, items): (Part, &[Item]),
        directory: &'a Directory,
    ) -> Result<Option<Meanwhile<'a>>, StoreError> {
        let Part::Stopped(id) = part else {
            return Ok(None);
        };
        let connection = directory.connections.get(&id);
        let known = connection.and_then(|of| Some((of, directory.cells.get(&of.cell)?)));
        let Some((connection, cell)) = known else {
            return Ok(None);
        };
        let written: Vec<(UpdateId, Event)> = items
            .iter()
            .filter_map(|item| Some((item.mark.update, written(item, cell)?)))
            .collect();
        if written.is_empty() {
            return Ok(None);
        }
        let room = i64::try_from(written.len()).expect("a page is short") * FRESH_PER_EVENT_MAX;
        let (cell, fresh) = tx.lock_cell(cell.id, room, 0).await?;
        if !directory.is_true_of(cell.id, tx.departures()) {
            // It has moved, and says nothing here any more.
            return Ok(None);
        }
        Ok(Some(Meanwhile {
            connection,
            directory,
            cell,
            fresh,
            written,
        }))
    }

    /// Tells those of them who were not seen before. The cell, which has something to deliver then.
    pub(super) async fn tell(
        mut self,
        tx: &mut Tx,
        seen: &HashSet<UpdateId>,
        now_ms: i64,
    ) -> Result<CellId, StoreError> {
        self.written.retain(|(update, _)| !seen.contains(update));
        let team = tx.operators(self.cell.id).await?;
        let id = self.cell.id;
        let events = self.written.iter().map(|(_, event)| event);
        let of = (self.connection, self.cell, self.directory);
        let mut set = WorkingSet::load(tx, of, (&team, Answers::default()), events).await?;
        let mut all = Vec::new();
        for (_, event) in &self.written {
            let fresh = &mut self.fresh;
            let changes = set.within(event, now_ms, |context| {
                told_while_stopped(event, context, fresh)
            });
            set.apply(&changes);
            all.extend(changes);
        }
        tx.apply(&all).await?;
        Ok(id)
    }
}

/// What somebody wrote in a topic of the group, or pressed on a panel there.
fn written(item: &Item, cell: &Cell) -> Option<Event> {
    let message = match &item.read {
        Some(Ok(UpdateKind::Message(message))) => message,
        Some(Ok(UpdateKind::Pressed(press))) => {
            let is_there = press.at.is_some_and(|at| at.chat == cell.group);
            let is_of_a_panel = press.data.starts_with(PANEL_MARK);
            return (is_there && is_of_a_panel).then(|| Event::Pressed {
                mark: item.mark,
                press: press.clone(),
            });
        }
        _ => return None,
    };
    let is_word = !matches!(message.content, Content::Service(_));
    let is_there = message.chat.id == cell.group && message.thread.is_some();
    (is_word && is_there).then(|| Event::GroupMessage {
        mark: item.mark,
        message: message.clone(),
    })
}
