//! The report of a broadcast as a table: everybody to whom it went, and what became of that.
//!
//! What `HIDE_INFO` hides is not in it; conversations have numbers of our own, by which `/send … to file` finds them again. Neighbours:
//! `crate::exports` sends it into the group, `relevo broadcasts` prints it. Deliberately absent: what was sent, and names.

use std::collections::HashMap;

use relevo_core::broadcast::{Recipient, Stage, Why, order_of};
use relevo_core::{Connection, ConnectionId, Fresh, exported_chat};
use relevo_telegram::ChatId;

use crate::sheet::{Cell, Sheet};
use crate::store::{
    AudienceAfter, Broadcast, Export, ExportState, ReportRow, Store, StoreError, Tx,
};
use crate::words::moment;

/// The columns.
pub const HEADLINE: [&str; 6] = [
    "recipient",
    "conversation_id",
    "connection",
    "state",
    "reason",
    "time_utc",
];

/// How many lines are read at a time.
const PAGE: i64 = 1_000;

/// Reads the report of one broadcast.
pub struct Report<'a> {
    store: &'a Store,
    of: &'a Broadcast,
    connections: HashMap<ConnectionId, &'a Connection>,
    after: Option<AudienceAfter>,
}

impl<'a> Report<'a> {
    /// From its beginning.
    #[must_use]
    pub fn new(
        store: &'a Store,
        of: &'a Broadcast,
        connections: impl Iterator<Item = &'a Connection>,
    ) -> Report<'a> {
        Report {
            store,
            of,
            connections: connections.map(|one| (one.id, one)).collect(),
            after: Some(AudienceAfter::default()),
        }
    }

    /// Goes on after this.
    #[must_use]
    pub fn from(self, after: AudienceAfter) -> Report<'a> {
        Report {
            after: Some(after),
            ..self
        }
    }

    /// After what it would go on; none: everything is read.
    #[must_use]
    pub fn after(&self) -> Option<AudienceAfter> {
        self.after
    }

    /// Writes the next lines. Says whether there were any.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn write_some(&mut self, sheet: &mut Sheet) -> Result<bool, StoreError> {
        let Some(after) = self.after else {
            return Ok(false);
        };
        // Chats have numbers on both sides of nothing, and none has nothing.
        let begins = after == AudienceAfter::default();
        let (connection, chat) = match begins {
            true => (i64::MIN, i64::MIN),
            false => (after.connection, after.row),
        };
        let after = (ConnectionId(connection), ChatId(chat));
        let page = self.store.report(self.of.id, after, PAGE).await?;
        for row in &page {
            sheet.row(self.line(row));
        }
        let is_full = i64::try_from(page.len()).is_ok_and(|rows| rows == PAGE);
        let last = page.last().filter(|_| is_full);
        self.after = last.map(|last| AudienceAfter {
            connection: last.connection.0,
            row: last.chat.0,
        });
        Ok(true)
    }

    fn line(&self, row: &ReportRow) -> [Cell<'static>; 6] {
        let is_cancelled = self.of.stage == Stage::Cancelled && row.state == Recipient::Waiting;
        let (state, why) = match is_cancelled {
            true => (Recipient::LeftOut, Some(Why::Cancelled)),
            false => (row.state, row.why),
        };
        let (chat, connection) = match row.connection.0 {
            // Somebody listed the number: it is nobody's here.
            0 => (Some(row.chat.0), String::new()),
            id => {
                let of = self.connections.get(&row.connection);
                let chat = of.and_then(|of| exported_chat(row.chat, of, self.store));
                (chat, format!("i{id}"))
            }
        };
        let conversation = Some(row.conversation.0).filter(|id| *id != 0);
        [
            Cell::number(chat),
            Cell::number(conversation),
            Cell::words(connection),
            Cell::words(state.word()),
            Cell::words(why.map_or("", Why::word)),
            Cell::words(moment::iso(row.at_ms)),
        ]
    }
}

/// A broadcast is over: its report is to come into the group, in the transaction that ends it. Whoever tests on oneself knows how that ended,
/// and where nothing began there is nothing to tell.
pub(crate) async fn follows(
    tx: &mut Tx,
    (of, connection): (&Broadcast, &Connection),
    (fresh, now_ms): (&mut Fresh, i64),
) -> Result<(), StoreError> {
    let is_test = order_of(&of.body.order).is_none_or(|order| order.to.is_test());
    if is_test || of.started_ms.is_none() {
        return Ok(());
    }
    let report = Export {
        id: fresh.id(),
        cell: of.cell,
        connection: connection.id,
        panel: of.panel.unwrap_or(0),
        person: of.person,
        at_ms: now_ms,
        whom: String::new(),
        broadcast: Some(of.id),
        state: ExportState::GoesOn,
        part: 0,
        after: AudienceAfter::default(),
        clients: 0,
        attempts: 0,
        due_ms: now_ms,
    };
    tx.put_export(&report).await
}
