//! Panels: where they stand and what they show. Screens are sealed: they may hold what somebody looks for.

use std::collections::HashMap;

use relevo_core::{CellId, ConnectionId, ConversationId, Module, Panel, PanelId, Stands};
use relevo_telegram::{MessageId, ThreadId, UserId};

use super::row::Row;
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// How long the row of a panel is kept behind its message's time, in milliseconds: until then that message is surely away.
pub(super) const KEPT_MS: i64 = 86_400_000;

const COLUMNS: &str = "SELECT id, cell, connection, conversation, thread, about, person, module, stands, message, shown, screen FROM panels";

/// What those need that expired.
pub(super) const SWEEP: &str = "DELETE FROM panels WHERE until_ms <= $1";

impl Store {
    fn read_panel(&self, row: &Row) -> Result<Panel> {
        let mut fields = row.fields();
        let damaged = || StoreError::damaged("a panel");
        let id = fields.int()?;
        Ok(Panel {
            id: PanelId(id),
            cell: CellId(fields.int()?),
            connection: ConnectionId(fields.int()?),
            conversation: fields.opt_int()?.map(ConversationId),
            thread: fields.opt_int()?.map(ThreadId),
            about: fields.opt_int()?.map(MessageId),
            by: fields.opt_int()?.map(UserId),
            module: module(fields.int()?).ok_or_else(damaged)?,
            stands: stands(fields.int()?).ok_or_else(damaged)?,
            message: fields.opt_int()?.map(MessageId),
            shown: fields.opt_int()?,
            screen: self
                .keys()
                .open(&place(id), &fields.blob()?)
                .and_then(|plain| String::from_utf8(plain.to_vec()).ok())
                .ok_or_else(damaged)?,
        })
    }
}

impl Tx {
    /// The panel whose message this is, if one is.
    pub async fn panel_at(&mut self, cell: CellId, message: MessageId) -> Result<Option<Panel>> {
        let sql = format!("{COLUMNS} WHERE cell = $1 AND message = $2 ORDER BY id DESC LIMIT 1");
        let rows = self
            .open
            .rows(sql, vec![cell.0.into(), message.0.into()])
            .await?;
        let row = rows.first();
        row.map(|row| self.store.read_panel(row)).transpose()
    }

    /// Panels by their numbers; unknown ones are left out.
    pub async fn panels(&mut self, ids: &[PanelId]) -> Result<HashMap<PanelId, Panel>> {
        let mut found = HashMap::new();
        for id in ids {
            let sql = format!("{COLUMNS} WHERE id = $1");
            let rows = self.open.rows(sql, vec![id.0.into()]).await?;
            for row in &rows {
                found.insert(*id, self.store.read_panel(row)?);
            }
        }
        Ok(found)
    }

    /// When a panel's message goes, Unix milliseconds; none: it stays, or there is no such panel.
    pub async fn panel_until(&mut self, id: PanelId) -> Result<Option<i64>> {
        let sql = "SELECT until_ms FROM panels WHERE id = $1";
        let rows = self.open.rows(sql, vec![id.0.into()]).await?;
        Ok(match rows.first() {
            Some(row) => row.fields().opt_int()?,
            None => None,
        })
    }

    /// A new panel, or what one shows from now on. Its message stays what it was.
    pub async fn put_panel(&mut self, panel: &Panel, now_ms: i64) -> Result<()> {
        let (master, screen) = self
            .seal(&place(panel.id.0), panel.screen.as_bytes())
            .await?;
        let until_ms = panel.stands.time_ms().map(|time_ms| now_ms + time_ms);
        let sql = "INSERT INTO panels (id, cell, connection, conversation, thread, about, person, module, stands, until_ms, master, screen) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
                   ON CONFLICT (id) DO UPDATE SET stands = excluded.stands, until_ms = excluded.until_ms, \
                   master = excluded.master, screen = excluded.screen";
        let args = vec![
            panel.id.0.into(),
            panel.cell.0.into(),
            panel.connection.0.into(),
            panel.conversation.map(|id| id.0).into(),
            panel.thread.map(|thread| thread.0).into(),
            panel.about.map(|message| message.0).into(),
            panel.by.map(|person| person.0).into(),
            module_code(panel.module).into(),
            stands_code(panel.stands).into(),
            until_ms.into(),
            master,
            screen,
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// What a panel's message shows now, and which it is if it has just been posted.
    pub(super) async fn panel_shows(
        &mut self,
        panel: PanelId,
        message: Option<MessageId>,
        shown: i64,
    ) -> Result<()> {
        let sql = "UPDATE panels SET shown = $2, message = COALESCE($3, message) WHERE id = $1";
        let args = vec![
            panel.0.into(),
            shown.into(),
            message.map(|message| message.0).into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// A panel goes.
    pub async fn remove_panel(&mut self, panel: PanelId) -> Result<()> {
        let sql = "DELETE FROM panels WHERE id = $1";
        self.open.run(sql, vec![panel.0.into()]).await.map(drop)
    }
}

pub(super) fn place(id: i64) -> Aad {
    Aad::row("panels", &[id])
}

fn module_code(module: Module) -> i64 {
    match module {
        Module::Replies => 1,
        Module::Marks => 2,
        Module::Broadcasts => 3,
        Module::Exports => 4,
        Module::Shifts => 5,
    }
}

fn module(code: i64) -> Option<Module> {
    let all = [
        Module::Replies,
        Module::Marks,
        Module::Broadcasts,
        Module::Exports,
        Module::Shifts,
    ];
    all.into_iter().find(|module| module_code(*module) == code)
}

fn stands_code(stands: Stands) -> i64 {
    match stands {
        Stands::Answer => 1,
        Stands::Menu => 2,
        Stands::Always => 3,
    }
}

fn stands(code: i64) -> Option<Stands> {
    let all = [Stands::Answer, Stands::Menu, Stands::Always];
    all.into_iter().find(|stands| stands_code(*stands) == code)
}
