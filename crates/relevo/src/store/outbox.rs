//! Deliveries: rows that live until they are done.

use std::collections::{BTreeMap, HashMap};

use relevo_core::{
    Cause, CellId, ConnectionId, ContentKind, ConversationId, Delivery, Direction, FailReason,
    HeldWhy, IdentityId, InboxMark, Job, Notice, ReplySource, Seq, State,
};
use relevo_telegram::{ChatId, MessageId, Method, Place, Text, UpdateId};
use zeroize::Zeroizing;

use super::body::{Body, REACT};
use super::bulk::Bulk;
use super::codes::{Code as _, fail_columns, fail_reason};
use super::db::Db;
use super::keyring::day_of;
use super::row::{Arg, Fields, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::{Aad, SealKey};

pub(super) const WAITING: i64 = 0;
pub(super) const CLAIMED: i64 = 1;
pub(super) const HELD: i64 = 2;
pub(super) const FAILED: i64 = 3;

/// What counts as a message where people are told what waits. What is wanted besides would look like a backlog, and may be long in
/// coming: a parked reaction, the line that says how much waits, a title, the deletion of an answer in General. One that failed counts: it will not come.
pub(super) fn is_message() -> String {
    let aside = Direction::Aside.code();
    format!("job <> {REACT} AND (part = 0 OR direction <> {aside} OR state > {CLAIMED})")
}

const TABLE: &str = "outbox";
macro_rules! columns {
    () => {
        "cell, seq, connection, conversation, direction, state, state_value, state_code, \
     state_text, attempts, step, header_message, is_repeat, is_bare, cause_identity, cause_epoch, cause_update, \
     cause_chat, cause_message, cause_kind, cause_author, cause_digest, reply_message, made_ms, relay, job, body_key, \
     body"
    };
}
pub(super) const COLUMNS: &str = columns!();

pub(super) const INSERT: Bulk = Bulk {
    sql: "INSERT INTO outbox (cell, seq, connection, conversation, direction, state, state_value, state_code, \
          state_text, attempts, step, header_message, is_repeat, is_bare, cause_identity, cause_epoch, cause_update, \
          cause_chat, cause_message, cause_kind, cause_author, cause_digest, reply_message, made_ms, relay, part, job, \
          body_key, body) \
          VALUES {rows}",
    lead: 0,
    columns: 29,
};

/// A delivery that moves is no longer settled: the sweep looks at it anew.
pub(super) const PROGRESS: Bulk = Bulk {
    sql: "UPDATE outbox SET state = v.column3, state_value = v.column4, state_code = v.column5, \
          state_text = v.column6, attempts = v.column7, step = v.column8, header_message = v.column9, \
          is_repeat = v.column10, is_bare = v.column11, relay = v.column12, settled_ms = NULL \
          FROM (VALUES {rows}) AS v WHERE outbox.cell = v.column1 AND outbox.seq = v.column2",
    lead: 0,
    columns: 12,
};

/// What is known of messages that wait, in one chat.
pub(super) const BY_CAUSE: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        columns!(),
        " FROM outbox WHERE cell = $1 AND cause_chat = $2 AND cause_message IN ({rows}) \
          AND cause_message IS NOT NULL"
    ),
    lead: 2,
    columns: 1,
};

pub(super) const REVISE: Bulk = Bulk {
    sql: "INSERT INTO revised (cell, seq) VALUES {rows} ON CONFLICT (cell, seq) DO NOTHING",
    lead: 0,
    columns: 2,
};

pub(super) const REMOVE: Bulk = Bulk {
    sql: "DELETE FROM outbox WHERE cell = $1 AND seq IN ({rows})",
    lead: 1,
    columns: 1,
};

/// Reads what is claimed in a cell.
pub(super) fn claimed(db: &Db) -> String {
    let by = db.indexed_by("outbox_claimed");
    format!("SELECT {COLUMNS} FROM outbox {by} WHERE cell = $1 AND state = 1 ORDER BY seq")
}

/// Where a delivery stands and what it has been through: the part that changes while the job stays.
pub(super) struct Stand {
    pub(super) state: State,
    pub(super) attempts: u32,
    pub(super) step: u8,
    pub(super) header_message: Option<i64>,
    pub(super) repeat: bool,
    pub(super) bare: bool,
}

impl Store {
    /// Every claimed delivery of the cell: few, as a lane has at most one.
    pub async fn claimed(&self, cell: CellId) -> Result<Vec<Delivery>> {
        let rows = self
            .db()
            .rows(claimed(self.db()), vec![cell.0.into()])
            .await?;
        self.opened(rows).await
    }

    pub(super) async fn opened(&self, rows: Vec<Row>) -> Result<Vec<Delivery>> {
        let mut deliveries = Vec::with_capacity(rows.len());
        for row in &rows {
            let stored = Stored::read(row.fields())?;
            deliveries.push(self.opened_one(stored).await?);
        }
        Ok(deliveries)
    }

    pub(super) async fn opened_one(&self, stored: Stored) -> Result<Delivery> {
        let key = match stored.sealed {
            Some((day, _)) => self.day_key(day).await?,
            None => None,
        };
        let delivery = stored.delivery.clone();
        Ok(match stored.open(key) {
            Ok(Some(delivery)) => delivery,
            Ok(None) | Err(_) => unreadable(delivery),
        })
    }
}

impl Tx {
    /// A delivery in any state; `None` if it is gone or its body has expired.
    pub async fn delivery(&mut self, cell: CellId, seq: Seq) -> Result<Option<Delivery>> {
        let sql = format!("SELECT {COLUMNS} FROM outbox WHERE cell = $1 AND seq = $2");
        let args = vec![cell.0.into(), seq.0.into()];
        let rows = self.open.rows(sql, args).await?;
        match rows.first() {
            Some(row) => self.opened(row).await,
            None => Ok(None),
        }
    }

    /// The deliveries of these messages, in any state, in order; those whose body has expired are left out.
    pub async fn deliveries_of(
        &mut self,
        cell: CellId,
        sources: &[Place],
    ) -> Result<Vec<Delivery>> {
        let mut by_chat: BTreeMap<i64, Vec<Arg>> = BTreeMap::new();
        for source in sources {
            let messages = by_chat.entry(source.chat.0).or_default();
            messages.push(source.message.0.into());
        }
        let mut found = BTreeMap::new();
        for (chat, messages) in by_chat {
            let lead = [cell.0.into(), chat.into()];
            for row in BY_CAUSE.read(&mut self.open, &lead, messages).await? {
                if let Some(delivery) = self.opened(&row).await? {
                    found.insert(delivery.seq, delivery);
                }
            }
        }
        Ok(found.into_values().collect())
    }

    /// Notes that deliveries were changed or taken away where they waited: their worker reads them anew before its next call.
    pub async fn revise(&mut self, cell: CellId, seqs: &[Seq]) -> Result<()> {
        if seqs.is_empty() {
            return Ok(());
        }
        let args = seqs.iter().flat_map(|seq| [cell.0, seq.0]).map(Arg::from);
        REVISE.run(&mut self.open, args.collect()).await?;
        let sql = "UPDATE cells SET revision = revision + 1 WHERE id = $1";
        self.open.run(sql, vec![cell.0.into()]).await.map(drop)
    }

    /// What waits in a conversation is another connection's from now on. Rare, so it needs no index.
    pub(super) async fn take_over(
        &mut self,
        cell: CellId,
        conversation: ConversationId,
        connection: ConnectionId,
    ) -> Result<()> {
        let sql =
            "UPDATE outbox SET connection = $3 WHERE cell = $1 AND conversation = $2 RETURNING seq";
        let args = vec![cell.0.into(), conversation.0.into(), connection.0.into()];
        let rows = self.open.rows(sql, args).await?;
        let seqs: Result<Vec<Seq>> = rows.iter().map(|row| Ok(Seq(row.int()?))).collect();
        self.revise(cell, &seqs?).await
    }

    /// Which deliveries were revised since this was asked last.
    pub async fn take_revised(&mut self, cell: CellId) -> Result<Vec<Seq>> {
        let sql = "DELETE FROM revised WHERE cell = $1 RETURNING seq";
        let rows = self.open.rows(sql, vec![cell.0.into()]).await?;
        rows.iter().map(|row| Ok(Seq(row.int()?))).collect()
    }

    pub(super) async fn opened(&mut self, row: &Row) -> Result<Option<Delivery>> {
        let stored = Stored::read(row.fields())?;
        let key = match stored.sealed {
            Some((day, _)) => self.day_key(day).await?,
            None => None,
        };
        stored.open(key)
    }

    pub(super) async fn insert_deliveries(&mut self, deliveries: &[Delivery]) -> Result<()> {
        let mut args = Vec::with_capacity(deliveries.len() * INSERT.columns);
        let mut keys: HashMap<i64, SealKey> = HashMap::new();
        for delivery in deliveries {
            let quote = delivery
                .reply
                .as_ref()
                .and_then(|reply| reply.quote.as_ref());
            let body = Body::of(&delivery.job, quote, delivery.aim);
            let day = day_of(delivery.made_ms);
            let sealed = match body.bytes {
                None => None,
                Some(bytes) => {
                    let key = match keys.get(&day) {
                        Some(key) => key.clone(),
                        None => self.day_key_to_seal(day).await?,
                    };
                    keys.insert(day, key.clone());
                    Some(key.seal(&place(delivery.cell, delivery.seq), &bytes))
                }
            };
            push_columns(&mut args, delivery);
            args.push(body.code.into());
            args.push(sealed.is_some().then_some(day).into());
            args.push(Arg::OptBlob(sealed));
        }
        INSERT.run(&mut self.open, args).await.map(drop)
    }

    pub(super) async fn move_deliveries(
        &mut self,
        stands: &[((CellId, Seq), Stand)],
    ) -> Result<()> {
        let mut args = Vec::with_capacity(stands.len() * PROGRESS.columns);
        for ((cell, seq), stand) in stands {
            args.push(cell.0.into());
            args.push(seq.0.into());
            push_stand(&mut args, stand);
            args.push(relay(&stand.state));
        }
        PROGRESS.run(&mut self.open, args).await.map(drop)
    }

    pub(super) async fn remove_deliveries(&mut self, gone: &[(CellId, Seq)]) -> Result<()> {
        for same_cell in gone.chunk_by(|(one, _), (other, _)| one == other) {
            let lead = [same_cell[0].0.0.into()];
            let seqs = same_cell.iter().map(|(_, seq)| seq.0.into()).collect();
            REMOVE.run_with(&mut self.open, &lead, seqs).await?;
        }
        Ok(())
    }
}

/// A delivery whose body cannot be opened any more. It keeps its place and ends visibly: in the topic a placeholder stands for
/// it; to a client an empty text is refused by Telegram, and the operator is told like of any other refusal.
fn unreadable(delivery: Delivery) -> Delivery {
    tracing::error!(
        delivery.seq = delivery.seq.0,
        "a waiting delivery's body cannot be read; it ends as not delivered"
    );
    let job = match delivery.direction {
        Direction::ToClient | Direction::Broadcast => Job::Text {
            text: Text::default(),
            no_preview: false,
        },
        Direction::ToTopic | Direction::Aside => Job::Notice {
            notice: Notice::Placeholder {
                kind: delivery
                    .cause
                    .map_or(ContentKind::Unknown, |cause| cause.kind),
                reason: FailReason::Other {
                    code: 0,
                    text: "the stored copy cannot be read".into(),
                },
            },
            about: None,
            buttons: Vec::new(),
        },
    };
    Delivery { job, ..delivery }
}

fn place(cell: CellId, seq: Seq) -> Aad {
    Aad::row(TABLE, &[cell.0, seq.0])
}

fn push_columns(args: &mut Vec<Arg>, delivery: &Delivery) {
    let cause = delivery.cause.as_ref();
    args.push(delivery.cell.0.into());
    args.push(delivery.seq.0.into());
    args.push(delivery.connection.0.into());
    args.push(delivery.conversation.map(|id| id.0).into());
    args.push(delivery.direction.code().into());
    push_stand(args, &Stand::of(delivery));
    args.push(cause.map(|cause| cause.mark.identity.0).into());
    args.push(cause.map(|cause| cause.mark.epoch).into());
    args.push(cause.map(|cause| cause.mark.update.0).into());
    args.push(cause.map(|cause| cause.source.chat.0).into());
    args.push(cause.map(|cause| cause.source.message.0).into());
    args.push(cause.map(|cause| cause.kind.code()).into());
    args.push(cause.map(|cause| cause.author).into());
    args.push(cause.map(|cause| cause.digest).into());
    args.push(delivery.reply.as_ref().map(|reply| reply.message).into());
    args.push(delivery.made_ms.into());
    args.push(relay(&delivery.state));
    args.push(delivery.lane().part.into());
}

fn push_stand(args: &mut Vec<Arg>, stand: &Stand) {
    let (state, value, code, text) = match &stand.state {
        State::Waiting { due_ms } => (WAITING, Some(*due_ms), None, None),
        State::Claimed { epoch, method, .. } => (CLAIMED, Some(*epoch), Some(method.code()), None),
        State::Held(why) => (HELD, None, Some(why.code()), None),
        State::Failed(reason) => {
            let (code, telegram, text) = fail_columns(reason);
            (FAILED, telegram, Some(code), text)
        }
    };
    args.push(state.into());
    args.push(value.into());
    args.push(code.into());
    args.push(Arg::OptText(text));
    args.push(i64::from(stand.attempts).into());
    args.push(i64::from(stand.step).into());
    args.push(stand.header_message.into());
    args.push(stand.repeat.into());
    args.push(stand.bare.into());
}

/// The relay of a claim.
fn relay(state: &State) -> Arg {
    let relay = match state {
        State::Claimed { relay, .. } => *relay,
        _ => None,
    };
    relay.map(|relay| relay.0).into()
}

impl Stand {
    /// Writes it into a delivery.
    pub(super) fn put_into(self, delivery: &mut Delivery) {
        delivery.state = self.state;
        delivery.attempts = self.attempts;
        delivery.step = self.step;
        delivery.header_message = self.header_message;
        delivery.repeat = self.repeat;
        delivery.bare = self.bare;
    }

    fn of(delivery: &Delivery) -> Stand {
        Stand {
            state: delivery.state.clone(),
            attempts: delivery.attempts,
            step: delivery.step,
            header_message: delivery.header_message,
            repeat: delivery.repeat,
            bare: delivery.bare,
        }
    }
}

/// A row whose body is still sealed.
pub(super) struct Stored {
    pub(super) delivery: Delivery,
    job: i64,
    /// The day of the key, and the sealed body.
    sealed: Option<(i64, Vec<u8>)>,
}

impl Stored {
    pub(super) fn read(mut fields: Fields<'_>) -> Result<Stored> {
        let damaged = || StoreError::damaged("a delivery");
        let (cell, seq) = (CellId(fields.int()?), Seq(fields.int()?));
        let connection = ConnectionId(fields.int()?);
        let conversation = fields.opt_int()?.map(ConversationId);
        let direction = Direction::from_code(fields.int()?).ok_or_else(damaged)?;
        let columns = (
            fields.int()?,
            fields.opt_int()?,
            fields.opt_int()?,
            fields.opt_text()?,
        );
        let mut state = read_state(columns).ok_or_else(damaged)?;
        let attempts = u32::try_from(fields.int()?).map_err(|_| damaged())?;
        let step = u8::try_from(fields.int()?).map_err(|_| damaged())?;
        let header_message = fields.opt_int()?;
        let (repeat, bare) = (fields.flag()?, fields.flag()?);
        let mut cause = [None; 8];
        for column in &mut cause {
            *column = fields.opt_int()?;
        }
        let reply = fields.opt_int()?.map(|message| ReplySource {
            message,
            quote: None,
        });
        let made_ms = fields.int()?;
        if let State::Claimed { relay, .. } = &mut state {
            *relay = fields.opt_int()?.map(IdentityId);
        } else {
            fields.opt_int()?;
        }
        let job = fields.int()?;
        let sealed = fields.opt_int()?.zip(fields.opt_blob()?);
        let delivery = Delivery {
            seq,
            cell,
            connection,
            conversation,
            direction,
            state,
            attempts,
            step,
            header_message,
            repeat,
            bare,
            cause: read_cause(cause)?,
            reply,
            made_ms,
            aim: None,
            job: Job::Forward,
        };
        Ok(Stored {
            delivery,
            job,
            sealed,
        })
    }

    /// Whether what it says has expired.
    pub(super) fn text_is_gone(&self) -> bool {
        self.job == super::body::SEALED && self.sealed.is_none()
    }

    /// The delivery with its job and quote; `None` if the body has expired.
    fn open(self, key: Option<SealKey>) -> Result<Option<Delivery>> {
        let mut delivery = self.delivery;
        let bytes: Option<Zeroizing<Vec<u8>>> = match (self.sealed, key) {
            (Some((_, sealed)), Some(key)) => Some(
                key.open(&place(delivery.cell, delivery.seq), &sealed)
                    .ok_or(StoreError::damaged("a delivery's body"))?,
            ),
            _ => None,
        };
        let body = Body {
            code: self.job,
            bytes,
        };
        let Some((job, quote, aim)) = body.read()? else {
            return Ok(None);
        };
        delivery.job = job;
        delivery.aim = aim;
        if let Some(reply) = &mut delivery.reply {
            reply.quote = quote;
        }
        Ok(Some(delivery))
    }
}

fn read_state(columns: (i64, Option<i64>, Option<i64>, Option<String>)) -> Option<State> {
    let (state, value, code, text) = columns;
    Some(match state {
        WAITING => State::Waiting { due_ms: value? },
        CLAIMED => State::Claimed {
            epoch: value?,
            method: Method::from_code(code?)?,
            relay: None,
        },
        HELD => State::Held(HeldWhy::from_code(code?)?),
        FAILED => State::Failed(fail_reason((code?, value, text))?),
        _ => return None,
    })
}

fn read_cause(columns: [Option<i64>; 8]) -> Result<Option<Cause>> {
    let [
        Some(identity),
        Some(epoch),
        Some(update),
        Some(chat),
        Some(message),
        Some(kind),
        Some(author),
        Some(digest),
    ] = columns
    else {
        return Ok(None);
    };
    let kind = ContentKind::from_code(kind).ok_or(StoreError::damaged("a delivery's cause"))?;
    Ok(Some(Cause {
        mark: InboxMark {
            identity: IdentityId(identity),
            epoch,
            update: UpdateId(update),
        },
        source: Place {
            chat: ChatId(chat),
            message: MessageId(message),
        },
        kind,
        author,
        digest,
    }))
}
