//! What owners were asked about their groups, and when: see `Consent`.

use relevo_core::CellId;
use relevo_telegram::UserId;

use super::codes::Code as _;
use super::{Consent, Result, Store, StoreError};

/// How many open questions are read: nobody reads more.
const PAGE: i64 = 100;

impl Store {
    /// How a person's wish to use a cell's group stands, if its owner was asked, and since when (Unix milliseconds).
    pub async fn answer_of(&self, cell: CellId, person: UserId) -> Result<Option<(Consent, i64)>> {
        let sql = "SELECT agreed, at_ms FROM consents WHERE cell = $1 AND person = $2";
        let args = vec![cell.0.into(), person.0.into()];
        let rows = self.db().rows(sql, args).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        let consent = Consent::from_code(fields.int()?).ok_or(StoreError::damaged("a consent"))?;
        Ok(Some((consent, fields.int()?)))
    }

    /// The questions that nobody has answered: of which group, and who wants to use it; the oldest first, at most 100.
    pub async fn open_consents(&self) -> Result<Vec<(CellId, UserId)>> {
        let sql = "SELECT cell, person FROM consents WHERE agreed = $1 ORDER BY at_ms, cell, person LIMIT $2";
        let args = vec![Consent::Asked.code().into(), PAGE.into()];
        let rows = self.db().rows(sql, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                Ok((CellId(fields.int()?), UserId(fields.int()?)))
            })
            .collect()
    }
}
