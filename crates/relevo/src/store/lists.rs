//! The conversations of a backend group that somebody of the team asks for.
//!
//! Neighbour: `intake::lists` asks, where a message does. Read outside of every transaction, as nothing is decided by it.

use relevo_core::{CellId, Conversation};
use relevo_telegram::UserId;

use super::conversations::{conversation_columns, read};
use super::row::Arg;
use super::{Result, Store};

/// Status 0 is 🟪, topic 2 is one that is there, standing 0 is served.
macro_rules! waiting {
    () => {
        " FROM connections n CROSS JOIN conversations c WHERE n.cell = $1 AND c.connection = n.id AND c.status = 0 \
         AND c.topic = 2 AND c.standing = 0"
    };
}

/// Status 2 is ⬛.
macro_rules! responsible {
    () => {
        " FROM connections n CROSS JOIN conversations c WHERE n.cell = $1 AND c.connection = n.id AND c.responsible = $2 \
         AND c.status < 2"
    };
}

pub(super) const WAITING: &str = concat!(
    "SELECT ",
    conversation_columns!(),
    waiting!(),
    " ORDER BY c.status_ms, c.id LIMIT $2"
);
pub(super) const WAITING_COUNT: &str = concat!("SELECT COUNT(*)", waiting!());

pub(super) const RESPONSIBLE: &str = concat!(
    "SELECT ",
    conversation_columns!(),
    responsible!(),
    " ORDER BY c.status, c.status_ms, c.id LIMIT $3"
);
pub(super) const RESPONSIBLE_COUNT: &str = concat!("SELECT COUNT(*)", responsible!());

/// The first of a list, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The first ones.
    pub first: Vec<Conversation>,
    /// How many, these included.
    pub all: i64,
}

impl Store {
    /// The cell's conversations whose turn is the team's, if they have a topic and are served; the longest first. At most `most` are
    /// read.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn waiting_for_team(&self, cell: CellId, most: i64) -> Result<Counted> {
        self.counted((WAITING, WAITING_COUNT), vec![cell.0.into()], most)
            .await
    }

    /// The cell's open conversations for which somebody is responsible: first those that wait for the team, of each status the longest
    /// first. At most `most` are read.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn of_responsible(&self, cell: CellId, person: UserId, most: i64) -> Result<Counted> {
        let whose = vec![cell.0.into(), person.0.into()];
        self.counted((RESPONSIBLE, RESPONSIBLE_COUNT), whose, most)
            .await
    }

    async fn counted(
        &self,
        (list, count): (&'static str, &'static str),
        whose: Vec<Arg>,
        most: i64,
    ) -> Result<Counted> {
        let mut args = whose.clone();
        args.push(most.into());
        let rows = self.db().rows(list, args).await?;
        let first: Vec<Conversation> = rows
            .iter()
            .map(|row| read(&mut row.fields()))
            .collect::<Result<_>>()?;
        let read = i64::try_from(first.len()).expect("a list is short");
        if read < most {
            return Ok(Counted { first, all: read });
        }
        let rows = self.db().rows(count, whose).await?;
        let all = rows.first().map_or(Ok(read), super::row::Row::int)?;
        // Between the two readings one may have been answered.
        Ok(Counted {
            first,
            all: all.max(read),
        })
    }
}
