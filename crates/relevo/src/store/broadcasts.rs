//! Broadcasts themselves: what is sent, how far they have come.
//!
//! Neighbour: `recipients` keeps to whom. The command and the name, which hold names of replies and marks, are sealed. Deliberately absent:
//! what follows from a stage, which `relevo_core::broadcast` says.

use relevo_core::broadcast::{Halt, Named, Stage};
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
    /// Why it rests, if that is nobody's wish.
    pub halt: Halt,
    /// Whether it is to be counted anew, as recipients have come further although it does not run.
    pub recount: bool,
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
     ended_ms, panel, recount, file, misread, nobody, body";

/// Of which something becomes by themselves, as the index has it.
const GOING: &str = "(stage IN (0, 2, 3) OR recount = 1)";

/// How long a broadcast that is over is kept with its recipients: ninety days. Answers to it name it as long.
pub(super) const KEPT_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// How many of those that are over are listed.
const LISTED_MAX: i64 = 20;

impl Store {
    /// Those of which something becomes by themselves.
    pub async fn broadcasts_going(&self) -> Result<Vec<Broadcast>> {
        let sql = format!("SELECT {COLUMNS} FROM broadcasts WHERE {GOING} ORDER BY cell, id");
        self.read_broadcasts(sql, vec![]).await
    }

    /// Plans that nobody has started and that were made until then.
    pub async fn broadcasts_abandoned(&self, until_ms: i64) -> Result<Vec<Broadcast>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM broadcasts WHERE stage = $1 AND made_ms <= $2 ORDER BY cell, id LIMIT 20"
        );
        let args = vec![Stage::Ready.code().into(), until_ms.into()];
        self.read_broadcasts(sql, args).await
    }

    /// Those of a cell, the newest first: all that are not over, and some that are.
    pub async fn broadcasts_of(&self, cell: CellId) -> Result<Vec<Broadcast>> {
        let (sql, args) = listed(cell);
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

    /// What is read of one does not change, but how far it has come: that is looked at again under the lock.
    async fn read_broadcasts(&self, sql: String, args: Vec<Arg>) -> Result<Vec<Broadcast>> {
        let mut found = Vec::new();
        for row in self.db().rows(sql, args).await? {
            let mut one = self.read_broadcast(&row)?;
            let steps = self.db().rows(STEPS, vec![one.id.into()]).await?;
            one.steps = read_steps(&steps)?;
            found.push(one);
        }
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
            halt: Halt::from_code(fields.int()?).ok_or_else(damaged)?,
            gathered: (fields.int()?, fields.int()?),
            made_ms: fields.int()?,
            due_ms: fields.opt_int()?,
            started_ms: fields.opt_int()?,
            ended_ms: fields.opt_int()?,
            panel: fields.opt_int()?,
            recount: fields.flag()?,
            file: fields.opt_int()?,
            misread: fields.int()?,
            nobody: fields.int()?,
            // What cannot be opened concerns this broadcast alone, which has no command then.
            body: self.opened_body(id, &fields.blob()?).unwrap_or_default(),
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

/// All of a cell that are not over, and some that are.
fn listed(cell: CellId) -> (String, Vec<Arg>) {
    let sql = format!(
        "SELECT {COLUMNS} FROM broadcasts WHERE cell = $1 AND (stage < $2 OR number > \
         (SELECT COALESCE(MAX(number), 0) FROM broadcasts WHERE cell = $1) - $3) ORDER BY number DESC"
    );
    let over = Stage::Done.code();
    (sql, vec![cell.0.into(), over.into(), LISTED_MAX.into()])
}

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

    /// Those of a cell, as [`Store::broadcasts_of`] lists them, without their steps.
    pub async fn broadcasts_of(&mut self, cell: CellId) -> Result<Vec<Broadcast>> {
        let (sql, args) = listed(cell);
        let store = self.store.clone();
        let rows = self.open.rows(sql, args).await?;
        // A list shows no steps.
        rows.iter().map(|row| store.read_broadcast(row)).collect()
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
                   made_ms, due_ms, started_ms, ended_ms, panel, recount, file, misread, nobody, master, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
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
        self.put_broadcast_steps(&new).await?;
        Ok(new)
    }

    /// What a broadcast sends, instead of what it has sent so far.
    pub async fn put_broadcast_steps(&mut self, of: &Broadcast) -> Result<()> {
        let sql = "DELETE FROM broadcast_steps WHERE broadcast = $1";
        self.open.run(sql, vec![of.id.into()]).await?;
        for (step, one) in (0_i64..).zip(&of.steps) {
            let sql = "INSERT INTO broadcast_steps (broadcast, step, after_minutes, reply) VALUES ($1, $2, $3, $4)";
            let args = [of.id, step, one.after_minutes, one.reply].map(Arg::from);
            self.open.run(sql, args.into()).await?;
        }
        Ok(())
    }

    /// A broadcast has come further. What it is stays.
    pub async fn set_broadcast(&mut self, now: &Broadcast) -> Result<()> {
        let sql = "UPDATE broadcasts SET stage = $1, starts = $2, halted = $3, gathered_of = $4, gathered = $5, due_ms = $6, \
                   started_ms = $7, ended_ms = $8, panel = $9, recount = $10, file = $11, misread = $12, nobody = $13 WHERE id = $14";
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

    /// Halts a broadcast that cannot be gone on with, whatever it is.
    pub async fn halt_broadcast(&mut self, id: i64, panel: Option<i64>) -> Result<()> {
        let sql =
            "UPDATE broadcasts SET stage = $2, halted = $3, recount = 0, panel = $4 WHERE id = $1";
        let (stage, halt) = (Stage::Paused.code(), Halt::Broken.code());
        let args = vec![id.into(), stage.into(), halt.into(), panel.into()];
        self.open.run(sql, args).await.map(drop)
    }
}

/// How many rows of a broadcast that is over go in one transaction.
const SWEPT_BITE: i64 = 500;
/// How many such bites a sweep takes; the next sweep goes on.
const SWEPT_BITES_MAX: usize = 400;

impl Store {
    /// Forgets broadcasts that ended before a time, with their recipients: a bite after the other, as each may have many.
    pub(super) async fn sweep_broadcasts(&self, until_ms: i64) -> Result<()> {
        let sql = "SELECT id FROM broadcasts WHERE ended_ms <= $1 ORDER BY id LIMIT 20";
        let rows = self.db().rows(sql, vec![until_ms.into()]).await?;
        let mut bites = 0;
        for row in &rows {
            let id = row.int()?;
            loop {
                let mut tx = self.write().await?;
                let more = tx.clear_recipients(id, SWEPT_BITE).await?
                    || tx.clear_messages(id, SWEPT_BITE).await?;
                if !more {
                    for sql in [
                        "DELETE FROM exports WHERE broadcast = $1",
                        "DELETE FROM listed WHERE file = $1",
                        "DELETE FROM broadcast_steps WHERE broadcast = $1",
                        "DELETE FROM broadcasts WHERE id = $1",
                    ] {
                        tx.open.run(sql, vec![id.into()]).await?;
                    }
                }
                tx.commit().await?;
                bites += 1;
                if bites == SWEPT_BITES_MAX {
                    return Ok(());
                }
                if !more {
                    break;
                }
            }
        }
        Ok(())
    }
}

/// What changes of a broadcast.
fn progress(of: &Broadcast) -> Vec<Arg> {
    vec![
        of.stage.code().into(),
        of.starts.into(),
        of.halt.code().into(),
        of.gathered.0.into(),
        of.gathered.1.into(),
        of.due_ms.into(),
        of.started_ms.into(),
        of.ended_ms.into(),
        of.panel.into(),
        of.recount.into(),
        of.file.into(),
        of.misread.into(),
        of.nobody.into(),
    ]
}

pub(super) fn place(id: i64) -> Aad {
    Aad::row("broadcasts", &[id])
}
