//! Items of albums that people post in backend groups: kept sealed for two days, so that whoever answers one of them can save all.

use std::collections::BTreeMap;

use relevo_core::{CellId, IdentityId};
use relevo_telegram::{Media, MessageId};
use zeroize::Zeroizing;

use super::keyring::{DAY_MS, day_of};
use super::row::Arg;
use super::shape::MediaShape;
use super::{Result, StoreError, Tx};
use crate::secrets::Aad;

/// How long they are kept, in milliseconds.
const KEPT_MS: i64 = 2 * DAY_MS;

/// The most items that an album can have (Bot API, `sendMediaGroup`).
const ITEMS_MAX: i64 = 10;

impl Tx {
    /// Keeps an item of an album that somebody posted in a group. `album`: Telegram's id of it.
    pub async fn put_group_item(
        &mut self,
        (cell, identity, album): (CellId, IdentityId, &str),
        (message, media): (MessageId, &Media),
        now_ms: i64,
    ) -> Result<()> {
        let album = self.store.digest(&["group album", album]);
        let place = place((cell, identity), album, message.0);
        let day = day_of(now_ms);
        let plain = serde_json::to_vec(&MediaShape::of(media)).expect("texts become JSON");
        let key = self.day_key_to_seal(day).await?;
        let sealed = key.seal(&place, &Zeroizing::new(plain));
        let sql = "INSERT INTO group_albums (cell, album, message, at_ms, body_key, body, identity) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                   ON CONFLICT (cell, identity, album, message) DO NOTHING";
        let args = vec![
            cell.0.into(),
            album.into(),
            message.0.into(),
            now_ms.into(),
            day.into(),
            Arg::Blob(sealed),
            identity.0.into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// The items of an album that were posted in a group, in order, as an identity has read them.
    pub async fn group_items(
        &mut self,
        (cell, identity, album): (CellId, IdentityId, &str),
    ) -> Result<Vec<(MessageId, Media)>> {
        let album = self.store.digest(&["group album", album]);
        let sql = "SELECT message, body_key, body FROM group_albums WHERE cell = $1 AND album = $2 AND identity = $4 ORDER BY message LIMIT $3";
        let args = vec![
            cell.0.into(),
            album.into(),
            ITEMS_MAX.into(),
            identity.0.into(),
        ];
        let rows = self.open.rows(sql, args).await?;
        let mut items = BTreeMap::new();
        for row in &rows {
            let mut fields = row.fields();
            let (message, day, sealed) = (fields.int()?, fields.int()?, fields.blob()?);
            let damaged = || StoreError::damaged("an item of an album");
            let key = self.day_key(day).await?.ok_or_else(damaged)?;
            let plain = key.open(&place((cell, identity), album, message), &sealed);
            let shape = plain.and_then(|plain| serde_json::from_slice::<MediaShape>(&plain).ok());
            let media = shape.and_then(MediaShape::read).ok_or_else(damaged)?;
            items.insert(MessageId(message), media);
        }
        Ok(items.into_iter().collect())
    }

    pub(super) async fn sweep_group_items(&mut self, now_ms: i64) -> Result<()> {
        let sql = "DELETE FROM group_albums WHERE at_ms <= $1";
        let args = vec![(now_ms - KEPT_MS).into()];
        self.open.run(sql, args).await.map(drop)
    }
}

fn place((cell, identity): (CellId, IdentityId), album: i64, message: i64) -> Aad {
    Aad::row("group_albums", &[cell.0, identity.0, album, message])
}
