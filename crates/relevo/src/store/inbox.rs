//! The inbox: which updates were taken in and what became of them; the cursor; the quarantine.

use std::collections::HashSet;

use relevo_core::{Fate, IdentityId, InboxMark};
use relevo_telegram::{MessageId, Place, UpdateId};

use super::bulk::Bulk;
use super::codes::fate_code;
use super::keyring::day_of;
use super::row::Arg;
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

pub(super) const SEEN: Bulk = Bulk {
    sql: "SELECT update_id FROM inbox WHERE identity = $1 AND epoch = $2 AND update_id IN ({rows})",
    lead: 2,
    columns: 1,
};

pub(super) const PUT_FATES: Bulk = Bulk {
    sql: "INSERT INTO inbox (identity, epoch, update_id, fate, at_ms, number, chat, message) VALUES {rows} \
          ON CONFLICT (identity, epoch, update_id) DO UPDATE SET fate = excluded.fate",
    lead: 0,
    columns: 8,
};

/// The chat of a message in the backend group, whatever the group's id.
pub(super) const IN_THE_GROUP: i64 = 0;

/// An update that is being taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its key.
    pub mark: InboxMark,
    /// What it is about.
    pub about: Subject,
}

/// The message that an update is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A message of the backend group.
    OfGroup(MessageId),
    /// A message of a client chat.
    OfClient(Place),
    /// None, or it cannot be read.
    Nothing,
}

impl Subject {
    fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Subject::OfGroup(message) => (Some(IN_THE_GROUP), Some(message.0)),
            Subject::OfClient(place) => (Some(place.chat.0), Some(place.message.0)),
            Subject::Nothing => (None, None),
        }
    }
}

impl Tx {
    /// An update that was taken in stands for this message of the backend group, which says nothing in it itself: a press that sends something.
    pub async fn is_about(&mut self, mark: InboxMark, message: MessageId) -> Result<()> {
        let sql = "UPDATE inbox SET chat = $4, message = $5 WHERE identity = $1 AND epoch = $2 AND update_id = $3";
        let args = vec![
            mark.identity.0.into(),
            mark.epoch.into(),
            mark.update.0.into(),
            IN_THE_GROUP.into(),
            message.0.into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }
}

/// How far an identity's updates have been taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Counts how often the numbering began anew.
    pub epoch: i64,
    /// The last update taken in; `None` before the first.
    pub last: Option<UpdateId>,
    /// When that was, Unix milliseconds.
    pub at_ms: i64,
}

/// An update that could not be processed.
#[derive(Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Which.
    pub mark: InboxMark,
    /// When it was put there, Unix milliseconds.
    pub at_ms: i64,
    /// Why.
    pub why: String,
    /// The update as it came; `None` once its seven days are over.
    pub raw: Option<Vec<u8>>,
}

impl std::fmt::Debug for Quarantined {
    /// Without the update itself: bodies never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Quarantined")
            .field("mark", &self.mark)
            .field("why", &self.why)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The updates in quarantine, oldest first, at most `limit`.
    pub async fn quarantined(&self, limit: usize) -> Result<Vec<Quarantined>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = "SELECT identity, epoch, update_id, at_ms, why, body_key, body FROM quarantine \
                   ORDER BY at_ms, identity, update_id LIMIT $1";
        let mut found = Vec::new();
        for row in self.db().rows(sql, vec![limit.into()]).await? {
            let mut fields = row.fields();
            let mark = InboxMark {
                identity: IdentityId(fields.int()?),
                epoch: fields.int()?,
                update: UpdateId(fields.int()?),
            };
            let (at_ms, why) = (fields.int()?, fields.text()?);
            let raw = match fields.opt_int()?.zip(fields.opt_blob()?) {
                None => None,
                Some((day, sealed)) => match self.day_key(day).await? {
                    None => None,
                    Some(key) => Some(
                        key.open(&place(mark), &sealed)
                            .ok_or(StoreError::damaged("a quarantined update"))?
                            .to_vec(),
                    ),
                },
            };
            found.push(Quarantined {
                mark,
                at_ms,
                why,
                raw,
            });
        }
        Ok(found)
    }
}

impl Tx {
    /// How far the identity's updates have been taken in.
    pub async fn cursor(&mut self, identity: IdentityId) -> Result<Cursor> {
        let sql = "SELECT cursor_epoch, cursor_last, cursor_at_ms FROM identities WHERE id = $1";
        let rows = self.open.rows(sql, vec![identity.0.into()]).await?;
        let row = rows.first().ok_or_else(no_identity)?;
        let mut fields = row.fields();
        Ok(Cursor {
            epoch: fields.int()?,
            last: fields.opt_int()?.map(UpdateId),
            at_ms: fields.int()?,
        })
    }

    /// When Telegram last answered the identity's question for updates, to within minutes (Unix milliseconds).
    pub async fn heard(&mut self, identity: IdentityId) -> Result<Option<i64>> {
        let sql = "SELECT heard_ms FROM identities WHERE id = $1";
        let rows = self.open.rows(sql, vec![identity.0.into()]).await?;
        let row = rows.first().ok_or(StoreError::damaged("an identity"))?;
        row.fields().opt_int()
    }

    /// Telegram has answered, though perhaps with nothing.
    pub async fn set_heard(&mut self, identity: IdentityId, now_ms: i64) -> Result<()> {
        let sql = "UPDATE identities SET heard_ms = $2 WHERE id = $1";
        let args = vec![identity.0.into(), now_ms.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// Moves the cursor. Call it before [`Tx::apply`]: its time is stamped on the inbox rows that this transaction makes.
    pub async fn set_cursor(&mut self, identity: IdentityId, cursor: Cursor) -> Result<()> {
        self.take_in(identity, cursor, &[]).await
    }

    /// As [`Tx::set_cursor`], and numbers the updates that are new, in this order; [`Tx::apply`] writes that with their fates.
    pub async fn take_in(
        &mut self,
        identity: IdentityId,
        cursor: Cursor,
        new: &[Taken],
    ) -> Result<()> {
        self.page_ms = Some(cursor.at_ms);
        let sql = "UPDATE identities SET cursor_epoch = $2, cursor_last = $3, cursor_at_ms = $4, heard_ms = $4, taken = taken + $5 \
                   WHERE id = $1 RETURNING taken";
        let args = vec![
            identity.0.into(),
            cursor.epoch.into(),
            cursor.last.map(|update| update.0).into(),
            cursor.at_ms.into(),
            i64::try_from(new.len()).expect("a page is short").into(),
        ];
        let rows = self.open.rows(sql, args).await?;
        let last = rows.first().ok_or_else(no_identity)?.int()?;
        let numbers = (1..=last).rev().zip(new.iter().rev());
        self.taken = numbers
            .map(|(number, taken)| (taken.mark, (number, taken.about)))
            .collect();
        Ok(())
    }

    /// Which of these updates were taken in before.
    pub async fn seen(
        &mut self,
        identity: IdentityId,
        epoch: i64,
        updates: &[UpdateId],
    ) -> Result<HashSet<UpdateId>> {
        let updates = updates.iter().map(|update| update.0.into()).collect();
        let lead = [identity.0.into(), epoch.into()];
        let rows = SEEN.read(&mut self.open, &lead, updates).await?;
        rows.iter().map(|row| row.int().map(UpdateId)).collect()
    }

    /// Puts an update aside that could not be processed, sealed, and says so in the inbox.
    pub async fn quarantine(
        &mut self,
        mark: InboxMark,
        raw: &[u8],
        why: &'static str,
        now_ms: i64,
    ) -> Result<()> {
        let day = day_of(now_ms);
        let sealed = self.day_key_to_seal(day).await?.seal(&place(mark), raw);
        let sql = "INSERT INTO quarantine (identity, epoch, update_id, at_ms, why, body_key, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (identity, epoch, update_id) DO NOTHING";
        let args = vec![
            mark.identity.0.into(),
            mark.epoch.into(),
            mark.update.0.into(),
            now_ms.into(),
            Arg::Text(why.into()),
            day.into(),
            Arg::Blob(sealed),
        ];
        self.open.run(sql, args).await?;
        self.page_ms.get_or_insert(now_ms);
        self.put_fates(&[(mark, Fate::Quarantined)]).await
    }

    pub(super) async fn put_fates(&mut self, fates: &[(InboxMark, Fate)]) -> Result<()> {
        let at_ms = self.page_ms;
        let taken = &self.taken;
        let columns = fates.iter().flat_map(|(mark, fate)| {
            let taken = taken.get(mark);
            let (chat, message) = taken.map_or((None, None), |(_, about)| about.columns());
            [
                mark.identity.0.into(),
                mark.epoch.into(),
                mark.update.0.into(),
                fate_code(*fate).into(),
                Arg::from(at_ms),
                taken.map(|(number, _)| *number).into(),
                chat.into(),
                message.into(),
            ]
        });
        let columns = columns.collect();
        PUT_FATES.run(&mut self.open, columns).await.map(drop)
    }
}

fn place(mark: InboxMark) -> Aad {
    Aad::row("quarantine", &[mark.identity.0, mark.epoch, mark.update.0])
}

fn no_identity() -> StoreError {
    StoreError::Other("there is no such identity".into())
}
