//! Broadcasts themselves: what is sent, how far they have come.
//!
//! Neighbour: `recipients` keeps to whom. The command and the name, which hold names of replies and marks, are sealed. Deliberately absent:
//! what follows from a stage, which `relevo_core::broadcast` says.

use relevo_core::broadcast::{Named, Stage};
use relevo_core::{CellId, ConnectionId};
use relevo_telegram::UserId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::codes::Code as _;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// A broadcast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// Its row.
    pub id: i64,
    /// Whose it is.
    pub cell: CellId,
    /// By which people name it: 1, 2, … of its group.
    pub number: i64,
    /// The bot that heard the command.
    pub connection: ConnectionId,
    /// Who wrote it.
    pub person: UserId,
    /// How far it has come.
    pub stage: Stage,
    /// Whether it begins as soon as its recipients are written down.
    pub starts: bool,
    /// Whether it is paused because what it sends is gone.
    pub halted: bool,
    /// How far its recipients are written down, while they are: connection and row of the audience.
    pub gathered: (i64, i64),
    /// When it was made, Unix milliseconds.
    pub made_ms: i64,
    /// When it begins by itself.
    pub due_ms: Option<i64>,
    /// When it began.
    pub started_ms: Option<i64>,
    /// When it ended.
    pub ended_ms: Option<i64>,
    /// The panel that shows it.
    pub panel: Option<i64>,
    /// Whom it goes to was in a file, kept under this number ([`Tx::put_listed`]).
    pub file: Option<i64>,
    /// How many lines of the file say no number.
    pub misread: i64,
    /// How many numbers of the file nobody here has, of those that were looked for.
    pub nobody: i64,
    /// What is sealed.
    pub body: BroadcastBody,
    /// What it sends, in order.
    pub steps: Vec<BroadcastStep>,
}

/// What is sealed of a broadcast.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroadcastBody {
    /// The command, as `Order::print` prints it.
    #[serde(rename = "o")]
    pub order: String,
    /// How it is called where it is named.
    #[serde(rename = "n")]
    pub name: String,
}

impl std::fmt::Debug for BroadcastBody {
    /// Nothing: what owners call things never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BroadcastBody(…)")
    }
}

/// A step of a broadcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BroadcastStep {
    /// How many minutes after the one before.
    pub after_minutes: i64,
    /// What is sent.
    pub reply: i64,
}

const COLUMNS: &str = "id, cell, number, connection, person, stage, starts, halted, gathered_of, gathered, made_ms, due_ms, started_ms, \
     ended_ms, panel, file, misread, nobody, body";

/// How long a broadcast that is over is kept with its recipients: ninety days. Answers to it name it as long.
pub(super) const KEPT_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// How many of those that are over are listed.
const LISTED_MAX: i64 = 20;

impl Store {
    /// Those of which something becomes by themselves, of one cell or of all.
    pub async fn broadcasts_going(&self) -> Result<Vec<Broadcast>> {
        let sql =
            format!("SELECT {COLUMNS} FROM broadcasts WHERE stage IN (0, 2, 3) ORDER BY cell, id");
        self.read_broadcasts(sql, vec![]).await
    }

    /// Those of a cell, the newest first: all that are not over, and some that are.
    pub async fn broadcasts_of(&self, cell: CellId) -> Result<Vec<Broadcast>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM broadcasts WHERE cell = $1 AND (stage < $2 OR number > \
             (SELECT COALESCE(MAX(number), 0) FROM broadcasts WHERE cell = $1) - $3) ORDER BY number DESC"
        );
        let over = Stage::Done.code();
        let args = vec![cell.0.into(), over.into(), LISTED_MAX.into()];
        self.read_broadcasts(sql, args).await
    }

    /// The broadcast of a number.
    pub async fn broadcast(&self, cell: CellId, number: i64) -> Result<Option<Broadcast>> {
        let sql = format!("SELECT {COLUMNS} FROM broadcasts WHERE cell = $1 AND number = $2");
        let args = vec![cell.0.into(), number.into()];
        Ok(self.read_broadcasts(sql, args).await?.pop())
    }

    /// The broadcast of a row.
    pub async fn broadcast_of_row(&self, id: i64) -> Result<Option<Broadcast>> {
        let sql = format!("SELECT {COLUMNS} FROM broadcasts WHERE id = $1");
        Ok(self.read_broadcasts(sql, vec![id.into()]).await?.pop())
    }

    async fn read_broadcasts(&self, sql: String, args: Vec<Arg>) -> Result<Vec<Broadcast>> {
        let mut open = self.db().look().await?;
        let mut found = Vec::new();
        for row in open.rows(sql, args).await? {
            let mut one = self.read_broadcast(&row)?;
            let steps = open.rows(STEPS, vec![one.id.into()]).await?;
            one.steps = read_steps(&steps)?;
            found.push(one);
        }
        open.commit().await?;
        Ok(found)
    }

    fn read_broadcast(&self, row: &Row) -> Result<Broadcast> {
        let damaged = || StoreError::damaged("a broadcast");
        let mut fields = row.fields();
        let id = fields.int()?;
        Ok(Broadcast {
            id,
            cell: CellId(fields.int()?),
            number: fields.int()?,
            connection: ConnectionId(fields.int()?),
            person: UserId(fields.int()?),
            stage: Stage::from_code(fields.int()?).ok_or_else(damaged)?,
            starts: fields.flag()?,
            halted: fields.flag()?,
            gathered: (fields.int()?, fields.int()?),
            made_ms: fields.int()?,
            due_ms: fields.opt_int()?,
            started_ms: fields.opt_int()?,
            ended_ms: fields.opt_int()?,
            panel: fields.opt_int()?,
            file: fields.opt_int()?,
            misread: fields.int()?,
            nobody: fields.int()?,
            body: self.opened_body(id, &fields.blob()?).ok_or_else(damaged)?,
            steps: Vec::new(),
        })
    }

    fn opened_body(&self, id: i64, sealed: &[u8]) -> Option<BroadcastBody> {
        let plain = self.keys().open(&place(id), sealed)?;
        serde_json::from_slice(&plain).ok()
    }
}

const STEPS: &str =
    "SELECT after_minutes, reply FROM broadcast_steps WHERE broadcast = $1 ORDER BY step";

fn read_steps(rows: &[Row]) -> Result<Vec<BroadcastStep>> {
    let step = |row: &Row| {
        let mut fields = row.fields();
        Ok(BroadcastStep {
            after_minutes: fields.int()?,
            reply: fields.int()?,
        })
    };
    rows.iter().map(step).collect()
}

impl Tx {
    /// A broadcast as it is under the cell's lock.
    pub async fn broadcast(&mut self, cell: CellId, number: i64) -> Result<Option<Broadcast>> {
        let sql = format!("SELECT {COLUMNS} FROM broadcasts WHERE cell = $1 AND number = $2");
        let rows = self
            .open
            .rows(sql, vec![cell.0.into(), number.into()])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut one = self.store.clone().read_broadcast(row)?;
        let steps = self.open.rows(STEPS, vec![one.id.into()]).await?;
        one.steps = read_steps(&steps)?;
        Ok(Some(one))
    }

    /// Writes down a new broadcast and gives it its row and its number, in the order of making. Needs the cell's lock.
    pub async fn add_broadcast(&mut self, new: Broadcast) -> Result<Broadcast> {
        let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM broadcasts WHERE cell = $1";
        let rows = self.open.rows(sql, vec![new.cell.0.into()]).await?;
        let number = rows.first().ok_or(StoreError::damaged("a count"))?.int()?;
        let id = self.take_ids(1).await?.start;
        let new = Broadcast { id, number, ..new };
        let plain = serde_json::to_vec(&new.body).expect("texts become JSON");
        let plain = Zeroizing::new(plain);
        let (master, sealed) = self.seal(&place(id), &plain).await?;
        let sql = "INSERT INTO broadcasts (id, cell, number, connection, person, stage, starts, halted, gathered_of, gathered, \
                   made_ms, due_ms, started_ms, ended_ms, panel, file, misread, nobody, master, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
        let mut args = vec![
            id.into(),
            new.cell.0.into(),
            number.into(),
            new.connection.0.into(),
            new.person.0.into(),
        ];
        args.extend(progress(&new));
        args.insert(10, new.made_ms.into());
        args.extend([master, sealed]);
        self.open.run(sql, args).await?;
        for (step, one) in (0_i64..).zip(&new.steps) {
            let sql = "INSERT INTO broadcast_steps (broadcast, step, after_minutes, reply) VALUES ($1, $2, $3, $4)";
            let args = [id, step, one.after_minutes, one.reply].map(Arg::from);
            self.open.run(sql, args.into()).await?;
        }
        Ok(new)
    }

    /// A broadcast has come further. What it is stays.
    pub async fn set_broadcast(&mut self, now: &Broadcast) -> Result<()> {
        let sql = "UPDATE broadcasts SET stage = $1, starts = $2, halted = $3, gathered_of = $4, gathered = $5, due_ms = $6, \
                   started_ms = $7, ended_ms = $8, panel = $9, file = $10, misread = $11, nobody = $12 WHERE id = $13";
        let mut args = progress(now);
        args.push(now.id.into());
        self.open.run(sql, args).await.map(drop)
    }

    /// How many broadcasts of a cell are not over.
    pub async fn broadcasts_under_way(&mut self, cell: CellId) -> Result<usize> {
        let sql = "SELECT COUNT(*) FROM broadcasts WHERE cell = $1 AND stage < $2";
        let args = vec![cell.0.into(), Stage::Done.code().into()];
        let rows = self.open.rows(sql, args).await?;
        let count = rows.first().ok_or(StoreError::damaged("a count"))?.int()?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// How the broadcast of a row is named.
    pub(super) async fn broadcast_named(&mut self, id: i64) -> Result<Option<Named>> {
        let sql = "SELECT number, body FROM broadcasts WHERE id = $1";
        let rows = self.open.rows(sql, vec![id.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        let (number, sealed) = (fields.int()?, fields.blob()?);
        let body = self.store.opened_body(id, &sealed).unwrap_or_default();
        let name = body.name;
        Ok(Some(Named { number, name }))
    }

    /// Forgets broadcasts that ended before a time, with their recipients: a few at a time, as each may have many.
    pub(super) async fn sweep_broadcasts(&mut self, until_ms: i64) -> Result<u64> {
        let sql = "SELECT id FROM broadcasts WHERE ended_ms <= $1 ORDER BY id LIMIT 4";
        let rows = self.open.rows(sql, vec![until_ms.into()]).await?;
        for row in &rows {
            for sql in [
                "DELETE FROM exports WHERE broadcast = $1",
                "DELETE FROM listed WHERE file = $1",
                "DELETE FROM recipients WHERE broadcast = $1",
                "DELETE FROM broadcast_messages WHERE broadcast = $1",
                "DELETE FROM broadcast_steps WHERE broadcast = $1",
                "DELETE FROM broadcasts WHERE id = $1",
            ] {
                self.open.run(sql, vec![row.int()?.into()]).await?;
            }
        }
        Ok(rows.len() as u64)
    }
}

/// What changes of a broadcast.
fn progress(of: &Broadcast) -> Vec<Arg> {
    vec![
        of.stage.code().into(),
        of.starts.into(),
        of.halted.into(),
        of.gathered.0.into(),
        of.gathered.1.into(),
        of.due_ms.into(),
        of.started_ms.into(),
        of.ended_ms.into(),
        of.panel.into(),
        of.file.into(),
        of.misread.into(),
        of.nobody.into(),
    ]
}

pub(super) fn place(id: i64) -> Aad {
    Aad::row("broadcasts", &[id])
}
