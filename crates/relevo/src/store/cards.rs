//! Cards: the names of people and chats, sealed under a key of their own, so that destroying one key forgets one person.

use std::collections::HashMap;

use relevo_core::{Card, CardId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::batch::NewCard;
use super::bulk::Bulk;
use super::db::Open;
use super::keyring::Keyring;
use super::row::Arg;
use super::{Result, StoreError, Tx};
use crate::secrets::{Aad, SealKey};

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO cards (id, master, wrapped, body) VALUES {rows} ON CONFLICT (id) \
          DO UPDATE SET master = excluded.master, wrapped = excluded.wrapped, body = excluded.body",
    lead: 0,
    columns: 4,
};

pub(super) const BY_ID: Bulk = Bulk {
    sql: "SELECT id, wrapped, body FROM cards WHERE (id) IN ({rows})",
    lead: 0,
    columns: 1,
};

pub(super) const DROP: Bulk = Bulk {
    sql: "DELETE FROM cards WHERE (id) IN ({rows})",
    lead: 0,
    columns: 1,
};

#[derive(Serialize, Deserialize)]
struct CardShape {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    start_parameter: Option<String>,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

impl Tx {
    /// The names of a person or chat.
    pub async fn card(&mut self, id: CardId) -> Result<Option<Card>> {
        let found = self.card_shapes(vec![id.0.into()]).await?;
        Ok(found.into_values().next().map(CardShape::read))
    }

    /// The names of people, chats and topics; unknown ids are left out.
    pub async fn cards(&mut self, ids: &[CardId]) -> Result<HashMap<CardId, Card>> {
        let ids = ids.iter().map(|id| id.0.into()).collect();
        let found = self.card_shapes(ids).await?;
        Ok(found
            .into_iter()
            .map(|(id, shape)| (id, shape.read()))
            .collect())
    }

    async fn card_shapes(&mut self, ids: Vec<Arg>) -> Result<HashMap<CardId, CardShape>> {
        shapes(&mut self.open, self.store.keys(), ids).await
    }

    /// Names to which nothing refers any more go with their key.
    pub(super) async fn drop_cards(&mut self, ids: &[CardId]) -> Result<()> {
        let ids = ids.iter().map(|id| id.0.into()).collect();
        DROP.run(&mut self.open, ids).await.map(drop)
    }

    /// Every version of a card has a new key: the old one is overwritten, and old copies of the names with it. A start
    /// parameter comes once, with the first message, and a phone number when its owner shares it; a later card without them keeps them.
    pub(super) async fn put_cards(&mut self, cards: &[(CardId, NewCard<'_>)]) -> Result<()> {
        let without = cards
            .iter()
            .filter(|(_, card)| card.start.is_none() || card.phone.is_none());
        let without = without.map(|(id, _)| id.0.into()).collect();
        let mut stored = self.card_shapes(without).await?;
        if cards.is_empty() {
            return Ok(());
        }
        let (number, master) = self.sealing().await?;
        let mut args = Vec::with_capacity(cards.len() * PUT.columns);
        for (id, card) in cards {
            let key = SealKey::random();
            let (start, phone) = stored
                .remove(id)
                .map_or((None, None), |card| (card.start_parameter, card.phone));
            let shape = CardShape {
                start_parameter: card.start.map(str::to_owned).or(start),
                phone: card.phone.map(str::to_owned).or(phone),
                ..CardShape::of(card.card)
            };
            let plain =
                Zeroizing::new(serde_json::to_vec(&shape).expect("texts always become JSON"));
            args.push(id.0.into());
            args.push(number.into());
            args.push(Arg::Blob(master.seal_key().wrap(&key_place(*id), &key)));
            args.push(Arg::Blob(key.seal(&body_place(*id), &plain)));
        }
        PUT.run(&mut self.open, args).await.map(drop)
    }
}

/// The names of people and chats, read outside of a write transaction; unknown ids are left out.
pub(super) async fn opened(
    open: &mut Open,
    keys: &Keyring,
    ids: impl Iterator<Item = CardId>,
) -> Result<HashMap<CardId, Card>> {
    let found = shapes(open, keys, ids.map(|id| id.0.into()).collect()).await?;
    let read = found.into_iter().map(|(id, shape)| (id, shape.read()));
    Ok(read.collect())
}

async fn shapes(
    open: &mut Open,
    keys: &Keyring,
    ids: Vec<Arg>,
) -> Result<HashMap<CardId, CardShape>> {
    let rows = BY_ID.read(open, &[], ids).await?;
    rows.iter()
        .map(|row| {
            let mut fields = row.fields();
            let id = CardId(fields.int()?);
            let (wrapped, body) = (fields.blob()?, fields.blob()?);
            let plain = keys
                .unwrap_key(&key_place(id), &wrapped)
                .and_then(|key| key.open(&body_place(id), &body));
            let shape = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
            Ok((id, shape.ok_or(StoreError::damaged("a card"))?))
        })
        .collect()
}

pub(super) fn key_place(id: CardId) -> Aad {
    Aad::named("cards", id.0, "key")
}

fn body_place(id: CardId) -> Aad {
    Aad::named("cards", id.0, "body")
}

impl CardShape {
    /// The names, without what comes once.
    fn of(card: &Card) -> CardShape {
        CardShape {
            name: card.name.clone(),
            last_name: card.last_name.clone(),
            username: card.username.clone(),
            language: card.language.clone(),
            start_parameter: None,
            phone: None,
        }
    }

    fn read(self) -> Card {
        Card {
            name: self.name,
            last_name: self.last_name,
            username: self.username,
            language: self.language,
            start_parameter: self.start_parameter,
            phone: self.phone,
        }
    }
}
