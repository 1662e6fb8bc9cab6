//! Exports: what is told of each client, a page after the other, and which files are to be sent to a group: exports that somebody has asked
//! for, and reports of broadcasts.
//!
//! Neighbours: `audience` says who is meant, `crate::exports` writes the lines and sends them. Deliberately absent: files.

use std::collections::{HashMap, HashSet};

use relevo_core::audience::Selection;
use relevo_core::marks::MarkId;
use relevo_core::{Card, CardId, CellId, ConnectionId, Conversation, ConversationId};
use relevo_telegram::UserId;

use super::audience::AudienceAfter;
use super::bulk::Bulk;
use super::recipients::OPTED_OUT;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx, cards, marks};
use crate::secrets::Aad;

/// What clients wrote. Roles: Client and Item.
pub(super) const WROTE: Bulk = Bulk {
    sql: "SELECT conversation, COUNT(*), MIN(made_ms), MAX(made_ms) FROM links WHERE role IN (0, 9) AND conversation IN ({rows}) \
          GROUP BY conversation",
    lead: 0,
    columns: 1,
};

/// What clients have of the team. Roles: Team and Unnumbered.
pub(super) const HAVE: Bulk = Bulk {
    sql: "SELECT conversation, COUNT(*), MIN(made_ms), MAX(made_ms) FROM links WHERE role IN (1, 10) AND conversation IN ({rows}) \
          GROUP BY conversation",
    lead: 0,
    columns: 1,
};

const COLUMNS: &str = "SELECT id, cell, connection, panel, person, at_ms, state, part, after_connection, after_row, clients, attempts, due_ms, broadcast, body \
     FROM exports";

/// How many messages went one way, and when the first and the last did (Unix milliseconds).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    /// How many.
    pub count: i64,
    /// When the first and the last did; none: none did.
    pub ends_ms: Option<(i64, i64)>,
}

/// What is known of a client.
pub struct ExportFacts {
    /// The conversation.
    pub conversation: Conversation,
    /// The client's own names.
    pub card: Card,
    /// The name that the team gave the conversation.
    pub called: Option<Card>,
    /// Who is responsible.
    pub responsible: Option<Card>,
    /// The marks that are set.
    pub marks: Vec<MarkId>,
    /// What the client wrote.
    pub wrote: Messages,
    /// What the client has of the team.
    pub has: Messages,
    /// Whether the client wants no broadcasts.
    pub opted_out: bool,
}

/// Some of the clients that are meant.
pub struct ExportPage {
    /// Which.
    pub clients: Vec<ExportFacts>,
    /// After what to go on; none: these are the last.
    pub next: Option<AudienceAfter>,
}

/// An export that somebody asked for, or the report of a broadcast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Which.
    pub id: i64,
    /// Of which backend group.
    pub cell: CellId,
    /// Whose bot brings it.
    pub connection: ConnectionId,
    /// The panel that tells of it.
    pub panel: i64,
    /// Who asked.
    pub person: UserId,
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// For whom, as it is written; empty for a report.
    pub whom: String,
    /// The broadcast of which it is the report; none: clients are exported.
    pub broadcast: Option<i64>,
    /// How far it has come.
    pub state: ExportState,
    /// How many parts are there.
    pub part: i64,
    /// After what the next one goes on.
    pub after: AudienceAfter,
    /// How many clients are in those parts.
    pub clients: i64,
    /// How often the next part was tried.
    pub attempts: i64,
    /// Not before, Unix milliseconds.
    pub due_ms: i64,
}

/// How far an export has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportState {
    /// It goes on.
    GoesOn,
    /// All of it is there.
    Done,
    /// It could not be sent.
    Failed,
}

impl ExportState {
    const ALL: [(ExportState, i64); 3] = [
        (ExportState::GoesOn, 0),
        (ExportState::Done, 1),
        (ExportState::Failed, 2),
    ];

    fn code(self) -> i64 {
        let found = Self::ALL.iter().find(|(state, _)| *state == self);
        found.map_or(0, |(_, code)| *code)
    }

    fn of(code: i64) -> Option<ExportState> {
        let found = Self::ALL.iter().find(|(_, known)| *known == code);
        found.map(|(state, _)| *state)
    }
}

/// What an export's words are bound to.
pub(super) fn place(id: i64) -> Aad {
    Aad::row("exports", &[id])
}

impl Store {
    /// What is told of the clients that a selection means, among the next `stretch` ones.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn export_page(
        &self,
        cell: CellId,
        selection: &Selection,
        after: AudienceAfter,
        stretch: i64,
    ) -> Result<ExportPage> {
        let page = self.audience(cell, selection, after, stretch).await?;
        let mut open = self.db().look().await?;
        let ids: Vec<ConversationId> = page.conversations.iter().map(|one| one.id).collect();
        let args: Vec<Arg> = ids.iter().map(|id| id.0.into()).collect();
        let wrote = messages(&WROTE.read(&mut open, &[], args.clone()).await?)?;
        let has = messages(&HAVE.read(&mut open, &[], args.clone()).await?)?;
        let opted_out = OPTED_OUT.read(&mut open, &[], args).await?;
        let opted_out: HashSet<i64> = opted_out.iter().map(Row::int).collect::<Result<_>>()?;
        let mut set: HashMap<ConversationId, Vec<MarkId>> = HashMap::new();
        for one in marks::marks_on(&mut open, &ids).await? {
            set.entry(one.conversation).or_default().push(one.mark);
        }
        let names = page.conversations.iter().flat_map(|one| {
            let responsible = one.handling.responsible.map(|who| who.card);
            [Some(one.card), one.handling.called, responsible]
        });
        let names: Vec<CardId> = names.flatten().collect();
        let cards = cards::opened(&mut open, self.keys(), names.into_iter()).await?;
        open.commit().await?;
        let facts = page.conversations.into_iter().map(|conversation| {
            let card = |id: CardId| cards.get(&id).cloned();
            let responsible = conversation.handling.responsible;
            ExportFacts {
                card: card(conversation.card).unwrap_or_default(),
                called: conversation.handling.called.and_then(card),
                responsible: responsible.and_then(|who| card(who.card)),
                marks: set.remove(&conversation.id).unwrap_or_default(),
                wrote: wrote.get(&conversation.id).copied().unwrap_or_default(),
                has: has.get(&conversation.id).copied().unwrap_or_default(),
                opted_out: opted_out.contains(&conversation.id.0),
                conversation,
            }
        });
        Ok(ExportPage {
            clients: facts.collect(),
            next: page.next,
        })
    }

    /// How many conversations a backend group has.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn conversation_count(&self, cell: CellId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM connections n CROSS JOIN conversations c WHERE n.cell = $1 AND c.connection = n.id";
        let rows = self.db().rows(sql, vec![cell.0.into()]).await?;
        rows.first().map_or(Ok(0), Row::int)
    }

    /// The export that is due first.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn export_due(&self, now_ms: i64) -> Result<Option<Export>> {
        let sql = format!("{COLUMNS} WHERE state = 0 AND due_ms <= $1 ORDER BY due_ms, id LIMIT 1");
        let rows = self.db().rows(sql, vec![now_ms.into()]).await?;
        rows.first().map(|row| self.read_export(row)).transpose()
    }

    fn read_export(&self, row: &Row) -> Result<Export> {
        let damaged = || StoreError::damaged("an export");
        let mut fields = row.fields();
        let id = fields.int()?;
        let mut export = Export {
            id,
            cell: CellId(fields.int()?),
            connection: ConnectionId(fields.int()?),
            panel: fields.int()?,
            person: UserId(fields.int()?),
            at_ms: fields.int()?,
            whom: String::new(),
            broadcast: None,
            state: ExportState::of(fields.int()?).ok_or_else(damaged)?,
            part: fields.int()?,
            after: AudienceAfter {
                connection: fields.int()?,
                row: fields.int()?,
            },
            clients: fields.int()?,
            attempts: fields.int()?,
            due_ms: fields.int()?,
        };
        export.broadcast = fields.opt_int()?;
        let plain = self.keys().open(&place(id), &fields.blob()?);
        let plain = plain.ok_or_else(damaged)?;
        export.whom = String::from_utf8(plain.to_vec()).map_err(|_| damaged())?;
        Ok(export)
    }
}

impl Tx {
    /// An export.
    pub async fn export(&mut self, id: i64) -> Result<Option<Export>> {
        let sql = format!("{COLUMNS} WHERE id = $1");
        let rows = self.open.rows(sql, vec![id.into()]).await?;
        let store = self.store.clone();
        rows.first().map(|row| store.read_export(row)).transpose()
    }

    /// The report of a broadcast, as far as one is sent.
    pub async fn report_of(&mut self, broadcast: i64) -> Result<Option<ExportState>> {
        let sql = "SELECT state FROM exports WHERE broadcast = $1 ORDER BY id DESC LIMIT 1";
        let rows = self.open.rows(sql, vec![broadcast.into()]).await?;
        let state = rows.first().map(Row::int).transpose()?;
        Ok(state.and_then(ExportState::of))
    }

    /// Whether an export of a backend group goes on; reports of broadcasts are none.
    pub async fn export_goes_on(&mut self, cell: CellId) -> Result<bool> {
        let sql =
            "SELECT COUNT(*) FROM exports WHERE cell = $1 AND state = 0 AND broadcast IS NULL";
        let rows = self.open.rows(sql, vec![cell.0.into()]).await?;
        Ok(rows.first().map_or(Ok(0), Row::int)? > 0)
    }

    /// A new export, or one as it stands now.
    pub async fn put_export(&mut self, export: &Export) -> Result<()> {
        let (master, body) = self.seal(&place(export.id), export.whom.as_bytes()).await?;
        let sql = "INSERT INTO exports (id, cell, connection, panel, person, at_ms, state, part, after_connection, after_row, clients, \
                   attempts, due_ms, broadcast, master, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
                   ON CONFLICT (id) DO UPDATE SET state = excluded.state, part = excluded.part, \
                   after_connection = excluded.after_connection, after_row = excluded.after_row, clients = excluded.clients, \
                   attempts = excluded.attempts, due_ms = excluded.due_ms";
        let args = vec![
            export.id.into(),
            export.cell.0.into(),
            export.connection.0.into(),
            export.panel.into(),
            export.person.0.into(),
            export.at_ms.into(),
            export.state.code().into(),
            export.part.into(),
            export.after.connection.into(),
            export.after.row.into(),
            export.clients.into(),
            export.attempts.into(),
            export.due_ms.into(),
            export.broadcast.into(),
            master,
            body,
        ];
        self.open.run(sql, args).await.map(drop)
    }
}

fn messages(rows: &[Row]) -> Result<HashMap<ConversationId, Messages>> {
    let read = |row: &Row| {
        let mut fields = row.fields();
        let conversation = ConversationId(fields.int()?);
        let messages = Messages {
            count: fields.int()?,
            ends_ms: Some((fields.int()?, fields.int()?)),
        };
        Ok((conversation, messages))
    };
    rows.iter().map(read).collect()
}
