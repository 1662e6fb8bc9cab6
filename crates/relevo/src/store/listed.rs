//! Whom the files name that came with broadcasts: numbers, sealed, some thousands a row.
//!
//! A file is written once, with the broadcast, and read a row at a time while recipients are written down. Neighbours: `broadcasts`,
//! `relevo_core::audience` reads files. Deliberately absent: who has these numbers, which `audience` finds.

use relevo_core::ConversationId;
use relevo_core::audience::{Listed, ListedPart};
use relevo_core::broadcast::Stage;
use relevo_telegram::ChatId;
use zeroize::Zeroizing;

use super::codes::Code as _;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// How many numbers are in a row: the largest file is some hundred rows.
const IN_A_ROW: usize = 4_000;

const CHATS: u8 = 0;
const CONVERSATIONS: u8 = 1;

/// What a row is bound to.
pub(super) fn place(file: i64, part: i64) -> Aad {
    Aad::row("listed", &[file, part])
}

impl Store {
    /// A part of whom a file names, from 0; none: there are no more.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn listed(&self, file: i64, part: i64) -> Result<Option<ListedPart>> {
        let sql = "SELECT body FROM listed WHERE file = $1 AND part = $2";
        let rows = self.db().rows(sql, vec![file.into(), part.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let damaged = || StoreError::damaged("a list of recipients");
        let plain = self.keys().open(&place(file, part), &row.fields().blob()?);
        unpacked(&plain.ok_or_else(damaged)?)
            .ok_or_else(damaged)
            .map(Some)
    }
}

impl Tx {
    /// Keeps whom a file names, for the broadcast with which it came.
    pub async fn put_listed(&mut self, file: i64, listed: &Listed) -> Result<()> {
        let chats = listed.chats.chunks(IN_A_ROW).map(|some| {
            let numbers = some.iter().map(|chat| chat.0);
            packed(CHATS, numbers)
        });
        let conversations = listed.conversations.chunks(IN_A_ROW).map(|some| {
            let numbers = some.iter().map(|id| id.0);
            packed(CONVERSATIONS, numbers)
        });
        for (part, plain) in (0..).zip(chats.chain(conversations)) {
            let (master, body) = self.seal(&place(file, part), &plain).await?;
            let sql = "INSERT INTO listed (file, part, master, body) VALUES ($1, $2, $3, $4)";
            let args = vec![file.into(), part.into(), master, body];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }

    /// Forgets a file once no broadcast writes down its recipients from it any more: what is under way knows to whom it goes.
    pub async fn forget_listed(&mut self, file: i64) -> Result<()> {
        let open = [Stage::Gathering, Stage::Ready, Stage::Scheduled].map(|one| one.code());
        let sql = "SELECT COUNT(*) FROM broadcasts WHERE file = $1 AND stage IN ($2, $3, $4)";
        let mut args = vec![Arg::from(file)];
        args.extend(open.map(Arg::from));
        let rows = self.open.rows(sql, args).await?;
        if rows.first().map_or(Ok(0), Row::int)? > 0 {
            return Ok(());
        }
        let sql = "DELETE FROM listed WHERE file = $1";
        self.open.run(sql, vec![file.into()]).await.map(drop)
    }
}

fn packed(kind: u8, numbers: impl Iterator<Item = i64>) -> Zeroizing<Vec<u8>> {
    let mut plain = vec![kind];
    plain.extend(numbers.flat_map(i64::to_le_bytes));
    Zeroizing::new(plain)
}

fn unpacked(plain: &[u8]) -> Option<ListedPart> {
    let (kind, packed) = plain.split_first()?;
    let (numbers, rest) = packed.as_chunks::<8>();
    let numbers = numbers.iter().map(|bytes| i64::from_le_bytes(*bytes));
    match (*kind, rest) {
        (CHATS, []) => Some(ListedPart::Chats(numbers.map(ChatId).collect())),
        (CONVERSATIONS, []) => {
            let ids = numbers.map(ConversationId).collect();
            Some(ListedPart::Conversations(ids))
        }
        _ => None,
    }
}
