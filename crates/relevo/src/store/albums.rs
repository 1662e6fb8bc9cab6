//! The items of albums: by the album for those that follow, by the message for edits and withdrawals.

use std::collections::BTreeMap;

use relevo_core::{CellId, Delivery, Gathered, IdentityId, Seq};
use relevo_telegram::{ChatId, MessageId, Place};

use super::bulk::Bulk;
use super::keyring::DAY_MS;
use super::row::{Arg, Row};
use super::{Result, Tx};

/// How long an item is remembered: longer than what was sent can be withdrawn (two days), and than what a person is asked about
/// is kept (seven).
pub(super) const ALBUM_KEPT_MS: i64 = 8 * DAY_MS;

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO albums (identity, chat, message, album, cell, seq, inside, made_ms) VALUES {rows} \
          ON CONFLICT (identity, chat, message) DO UPDATE SET \
          album = excluded.album, cell = excluded.cell, seq = excluded.seq, inside = excluded.inside",
    lead: 0,
    columns: 8,
};

pub(super) const BY_ALBUM: Bulk = Bulk {
    sql: "SELECT identity, chat, message, album, cell, seq, inside, made_ms FROM albums \
          WHERE identity = $1 AND album IN ({rows})",
    lead: 1,
    columns: 1,
};

pub(super) const BY_MESSAGE: Bulk = Bulk {
    sql: "SELECT identity, chat, message, album, cell, seq, inside, made_ms FROM albums \
          WHERE identity = $1 AND chat = $2 AND message IN ({rows})",
    lead: 2,
    columns: 1,
};

/// What a delivery still brings is remembered: only the album's first item is named by the delivery itself.
pub(super) const SWEEP: &str = "DELETE FROM albums WHERE made_ms <= $1 \
     AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.cell = albums.cell AND outbox.seq = albums.seq)";

impl Tx {
    /// The items of these albums, in the order of their messages.
    pub async fn items_of_albums(
        &mut self,
        identity: IdentityId,
        albums: &[i64],
    ) -> Result<Vec<Gathered>> {
        let albums = albums.iter().map(|album| Arg::from(*album)).collect();
        let lead = [identity.0.into()];
        let rows = BY_ALBUM.read(&mut self.open, &lead, albums).await?;
        sorted(&rows)
    }

    /// Those of these messages that are items of albums.
    pub async fn items_at(
        &mut self,
        identity: IdentityId,
        places: &[Place],
    ) -> Result<Vec<Gathered>> {
        let mut by_chat: BTreeMap<i64, Vec<Arg>> = BTreeMap::new();
        for place in places {
            let messages = by_chat.entry(place.chat.0).or_default();
            messages.push(place.message.0.into());
        }
        let mut rows = Vec::new();
        for (chat, messages) in by_chat {
            let lead = [identity.0.into(), chat.into()];
            rows.extend(BY_MESSAGE.read(&mut self.open, &lead, messages).await?);
        }
        sorted(&rows)
    }

    /// The deliveries that bring these items, as far as they are still there, in order.
    pub async fn deliveries_of_items(&mut self, items: &[Gathered]) -> Result<Vec<Delivery>> {
        let seqs = items.iter().filter(|item| item.seq != Seq(0));
        let seqs: BTreeMap<(CellId, Seq), ()> =
            seqs.map(|item| ((item.cell, item.seq), ())).collect();
        let mut found = Vec::new();
        for (cell, seq) in seqs.into_keys() {
            found.extend(self.delivery(cell, seq).await?);
        }
        Ok(found)
    }

    pub(super) async fn put_items(&mut self, items: &[Gathered]) -> Result<()> {
        let columns = items.iter().flat_map(|item| {
            [
                item.identity.0,
                item.source.chat.0,
                item.source.message.0,
                item.album,
                item.cell.0,
                item.seq.0,
                i64::from(item.inside),
                item.made_ms,
            ]
        });
        PUT.run(&mut self.open, columns.map(Arg::from).collect())
            .await
            .map(drop)
    }
}

fn sorted(rows: &[Row]) -> Result<Vec<Gathered>> {
    let items: Result<Vec<Gathered>> = rows.iter().map(read).collect();
    let mut items = items?;
    items.sort_by_key(|item| (item.source.chat, item.source.message));
    items.dedup();
    Ok(items)
}

fn read(row: &Row) -> Result<Gathered> {
    let mut fields = row.fields();
    let identity = IdentityId(fields.int()?);
    let source = Place {
        chat: ChatId(fields.int()?),
        message: MessageId(fields.int()?),
    };
    Ok(Gathered {
        identity,
        source,
        album: fields.int()?,
        cell: CellId(fields.int()?),
        seq: Seq(fields.int()?),
        inside: fields.flag()?,
        made_ms: fields.int()?,
    })
}
