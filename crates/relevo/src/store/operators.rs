//! Who is a member of the backend group, as far as it was seen, and the cards with their names.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use relevo_core::{CardId, CellId, Colleague, Operator};
use relevo_telegram::UserId;

use super::bulk::Bulk;
use super::row::{Arg, Row};
use super::{Result, Tx};

/// Names that are known stay so where somebody is only seen.
pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO operators (cell, person, card, digest) VALUES {rows} ON CONFLICT (cell, person) \
          DO UPDATE SET card = COALESCE(excluded.card, operators.card), \
          digest = CASE WHEN excluded.card IS NULL THEN operators.digest ELSE excluded.digest END",
    lead: 0,
    columns: 4,
};

pub(super) const OF_CELL: &str = "SELECT person, card, digest FROM operators WHERE cell = $1";

/// The card of somebody who has another now, or none.
pub(super) const FORGET: &str = "DELETE FROM cards WHERE id IN \
     (SELECT card FROM operators WHERE cell = $1 AND person = $2 AND card IS NOT NULL AND card <> $3)";

/// How many people are read at most where the team is asked for by name.
const COLLEAGUES_MAX: usize = 500;

impl Tx {
    /// Everybody who is known to be in the backend group.
    pub async fn operators(&mut self, cell: CellId) -> Result<HashMap<UserId, Operator>> {
        let rows = self.open.rows(OF_CELL, vec![cell.0.into()]).await?;
        let read = |row: &Row| {
            let mut fields = row.fields();
            let person = UserId(fields.int()?);
            let card = fields.opt_int()?.map(CardId);
            let digest = fields.int()?;
            Ok((person, Operator { card, digest }))
        };
        rows.iter().map(read).collect()
    }

    /// Those of them whose names are known, the newest to be known first.
    pub async fn colleagues(&mut self, cell: CellId) -> Result<Vec<Colleague>> {
        let known = self.operators(cell).await?.into_iter();
        let mut named: Vec<(CardId, UserId)> = known
            .filter_map(|(person, known)| Some((known.card?, person)))
            .collect();
        named.sort_by_key(|(card, _)| Reverse(*card));
        named.truncate(COLLEAGUES_MAX);
        let ids: Vec<CardId> = named.iter().map(|(card, _)| *card).collect();
        let mut cards = self.cards(&ids).await?;
        let colleague = |(card, person)| {
            let names = cards.remove(&card)?;
            Some(Colleague { person, names })
        };
        Ok(named.into_iter().filter_map(colleague).collect())
    }

    pub(super) async fn put_operators(
        &mut self,
        operators: &BTreeMap<(CellId, UserId), Option<Operator>>,
    ) -> Result<()> {
        for ((cell, person), place) in operators {
            let card = match place {
                Some(Operator { card: None, .. }) => continue,
                Some(Operator {
                    card: Some(card), ..
                }) => card.0,
                // No card has this number.
                None => -1,
            };
            let args = vec![cell.0.into(), person.0.into(), card.into()];
            self.open.run(FORGET, args).await?;
        }
        let came = operators
            .iter()
            .filter_map(|(key, place)| Some((key, (*place)?)));
        let came = came.flat_map(|((cell, person), place)| {
            [
                Arg::from(cell.0),
                person.0.into(),
                place.card.map(|card| card.0).into(),
                place.digest.into(),
            ]
        });
        PUT.run(&mut self.open, came.collect()).await?;
        for ((cell, person), _) in operators.iter().filter(|(_, place)| place.is_none()) {
            let sql = "DELETE FROM operators WHERE cell = $1 AND person = $2";
            self.open
                .run(sql, vec![cell.0.into(), person.0.into()])
                .await?;
        }
        Ok(())
    }
}
