//! What waits, read in the order of its numbers: of all lanes of a side, or of single lanes. A window reads it and nobody else.

use relevo_core::{CellId, Delivery, Direction, Lane, Seq};

use super::codes::Code as _;
use super::db::Db;
use super::outbox::{COLUMNS, Stored};
use super::row::Arg;
use super::{Result, Store, StoreError};

/// What is read of the outbox by itself, so that a long backlog of one hides nothing of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The sequences of one direction.
    Lanes(Direction),
    /// Everything that is no part of a sequence, whatever its direction.
    Beside,
}

impl Side {
    /// All of them.
    pub const ALL: [Side; 5] = [
        Side::Lanes(Direction::ToClient),
        Side::Lanes(Direction::ToTopic),
        Side::Lanes(Direction::Aside),
        Side::Lanes(Direction::Broadcast),
        Side::Beside,
    ];

    /// Where the deliveries of a lane are read.
    #[must_use]
    pub fn of(lane: Lane) -> Side {
        match lane.part {
            0 => Side::Lanes(lane.direction),
            _ => Side::Beside,
        }
    }
}

/// Reads what is in the lanes of these sides: cell, limit, then a number for each. Each row begins with the place of its side.
pub(super) fn in_lanes(db: &Db, sides: &[Side]) -> String {
    let parts = sides.iter().zip(3..).map(|(side, number)| {
        let place = number - 3;
        let (by, which) = match side {
            Side::Lanes(direction) => (
                db.indexed_by("outbox_waiting"),
                format!("direction = {} AND part = 0", direction.code()),
            ),
            Side::Beside => (db.indexed_by("outbox_beside"), "part <> 0".to_owned()),
        };
        format!(
            "SELECT * FROM (SELECT CAST({place} AS BIGINT), {COLUMNS} FROM outbox {by} WHERE cell = $1 AND {which} AND seq > ${number} \
             AND state <= 1 ORDER BY seq LIMIT $2) AS one"
        )
    });
    format!(
        "{} ORDER BY 3",
        parts.collect::<Vec<_>>().join(" UNION ALL ")
    )
}

/// Reads what follows in these lanes: cell, limit, then for each its part, a number and its conversation, if it has one.
pub(super) fn further_in(db: &Db, lanes: &[Lane]) -> String {
    let by = db.indexed_by("outbox_lane");
    let mut next = 3;
    let mut parts = Vec::with_capacity(lanes.len());
    for lane in lanes {
        let (part, seq, direction) = (next, next + 1, lane.direction.code());
        next += 2;
        let whose = match lane.conversation {
            Some(_) => {
                next += 1;
                format!("= ${}", next - 1)
            }
            None => "IS NULL".to_owned(),
        };
        parts.push(format!(
            "SELECT * FROM (SELECT {COLUMNS} FROM outbox {by} WHERE cell = $1 AND direction = {direction} \
             AND conversation {whose} AND part = ${part} AND seq > ${seq} AND state <= 1 ORDER BY seq LIMIT $2) AS one"
        ));
    }
    format!("{} ORDER BY 2", parts.join(" UNION ALL "))
}

impl Store {
    /// Waiting and claimed deliveries, for each side those after its number, in order, at most `limit` of each; with their sides.
    pub async fn outbox(
        &self,
        cell: CellId,
        after: &[(Side, Seq)],
        limit: usize,
    ) -> Result<Vec<(Side, Delivery)>> {
        if after.is_empty() {
            return Ok(Vec::new());
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut args: Vec<Arg> = vec![cell.0.into(), limit.into()];
        args.extend(after.iter().map(|(_, seq)| Arg::from(seq.0)));
        let sides: Vec<Side> = after.iter().map(|(side, _)| *side).collect();
        let sql = in_lanes(self.db(), &sides);
        let mut found = Vec::new();
        for row in self.db().rows(sql, args).await? {
            let mut fields = row.fields();
            let place = usize::try_from(fields.int()?).ok();
            let side = place.and_then(|place| sides.get(place));
            let side = side.ok_or(StoreError::damaged("a side"))?;
            let stored = Stored::read(fields)?;
            found.push((*side, self.opened_one(stored).await?));
        }
        Ok(found)
    }

    /// The same for single lanes.
    pub async fn further_in(
        &self,
        cell: CellId,
        after: &[(Lane, Seq)],
        limit: usize,
    ) -> Result<Vec<Delivery>> {
        if after.is_empty() {
            return Ok(Vec::new());
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut args: Vec<Arg> = vec![cell.0.into(), limit.into()];
        for (lane, seq) in after {
            args.extend([lane.part.into(), seq.0.into()]);
            args.extend(lane.conversation.map(|id| Arg::from(id.0)));
        }
        let lanes: Vec<Lane> = after.iter().map(|(lane, _)| *lane).collect();
        let sql = further_in(self.db(), &lanes);
        self.opened(self.db().rows(sql, args).await?).await
    }
}
