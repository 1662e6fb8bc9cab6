//! Which notice tells of an update that failed or is held, and where it stands. Rare rows: most updates arrive.

use std::collections::{BTreeMap, BTreeSet};

use relevo_core::{CellId, InboxMark, Seq};
use relevo_telegram::MessageId;

use super::bulk::Bulk;
use super::row::Arg;
use super::{Result, Tx};

/// The cell, the notice that tells of an update, and what is kept.
pub(super) type Told = (CellId, Seq, Option<Seq>);

/// The newest notice counts.
pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO told (identity, epoch, update_id, cell, notice, kept) VALUES {rows} \
          ON CONFLICT (identity, epoch, update_id) DO UPDATE SET \
          cell = excluded.cell, notice = excluded.notice, kept = excluded.kept, message = NULL",
    lead: 0,
    columns: 6,
};

/// What it named as kept is gone.
pub(super) const FORGET: &str =
    "DELETE FROM told WHERE identity = $1 AND epoch = $2 AND update_id = $3";

pub(super) const STANDS: &str = "UPDATE told SET message = $3 WHERE cell = $1 AND notice = $2";

/// What a notice is about, as far as that is kept.
pub(super) const KEPT_AT: &str =
    "SELECT kept FROM told WHERE cell = $1 AND message = $2 AND kept IS NOT NULL";

/// What is told of updates that are gone. The table is small.
pub(super) const SWEEP: &str = "DELETE FROM told WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.identity = told.identity \
     AND inbox.epoch = told.epoch AND inbox.update_id = told.update_id)";

impl Tx {
    /// The deliveries that a notice of the backend group is about.
    pub async fn kept_at(&mut self, cell: CellId, notice: MessageId) -> Result<BTreeSet<Seq>> {
        let args = vec![cell.0.into(), notice.0.into()];
        let rows = self.open.rows(KEPT_AT, args).await?;
        rows.iter().map(|row| Ok(Seq(row.int()?))).collect()
    }

    pub(super) async fn put_told(
        &mut self,
        told: &BTreeMap<InboxMark, Option<Told>>,
    ) -> Result<()> {
        for (mark, _) in told.iter().filter(|(_, notice)| notice.is_none()) {
            let args = vec![
                mark.identity.0.into(),
                mark.epoch.into(),
                mark.update.0.into(),
            ];
            self.open.run(FORGET, args).await?;
        }
        let kept = told
            .iter()
            .filter_map(|(mark, told)| Some((mark, (*told)?)));
        let columns = kept.flat_map(|(mark, (cell, notice, kept))| {
            [
                Arg::from(mark.identity.0),
                mark.epoch.into(),
                mark.update.0.into(),
                cell.0.into(),
                notice.0.into(),
                kept.map(|kept| kept.0).into(),
            ]
        });
        PUT.run(&mut self.open, columns.collect()).await.map(drop)
    }

    pub(super) async fn set_told_at(
        &mut self,
        told_at: &BTreeMap<(CellId, Seq), MessageId>,
    ) -> Result<()> {
        for ((cell, notice), message) in told_at {
            let args = vec![cell.0.into(), notice.0.into(), message.0.into()];
            self.open.run(STANDS, args).await?;
        }
        Ok(())
    }
}
