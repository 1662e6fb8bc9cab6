//! The conversations of a backend group that meet conditions, a page after the other.
//!
//! A page looks at a stretch of so many conversations and gives those of them that meet the conditions, be it none: how long it takes
//! depends on neither the group's size nor the conditions. Languages are sealed, so they are looked at last, one card after the other.
//! Neighbour: `relevo_core::audience` says what the conditions are. Deliberately absent: who can be written to.

use std::fmt::Write as _;

use relevo_core::audience::Selection;
use relevo_core::{CellId, Conversation};
use relevo_telegram::ChatKind;

use super::codes::Code as _;
use super::conversations::{conversation_columns, read};
use super::db::{Db, Open};
use super::row::{Arg, Row};
use super::{Result, Store, cards};

/// How many chats of a list are looked for at once.
pub(crate) const LISTED_AT_ONCE: usize = 128;

/// How far a selection has been read; the default is before its beginning. Only of use with the same selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AudienceAfter {
    /// The connection that is being read; 0 where not one after the other is.
    pub connection: i64,
    /// The conversation, or of a list the place in it, that was looked at last.
    pub row: i64,
}

/// Some of the conversations that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudiencePage {
    /// Which; may be none, although there are more.
    pub conversations: Vec<Conversation>,
    /// After what to go on; none: these are the last.
    pub next: Option<AudienceAfter>,
}

impl AudiencePage {
    const END: AudiencePage = AudiencePage {
        conversations: Vec::new(),
        next: None,
    };
}

impl Store {
    /// The conversations of a cell that a selection means, among the next `stretch` ones. Every page is a view of its own: who comes
    /// meanwhile may be met, and nobody twice.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn audience(
        &self,
        cell: CellId,
        selection: &Selection,
        after: AudienceAfter,
        stretch: i64,
    ) -> Result<AudiencePage> {
        let mut open = self.db().look().await?;
        let mut reading = Reading {
            db: self.db(),
            open: &mut open,
            cell,
            selection,
        };
        let listed = match (&selection.conversations, &selection.chats) {
            (Some(ids), _) => Some((of_ids(selection), ids.iter().map(|id| id.0).collect())),
            (None, Some(chats)) => {
                let chats = chats.iter().map(|chat| chat.0).collect();
                Some((of_list(selection), chats))
            }
            (None, None) => None,
        };
        let mut page = match (listed, selection.with.first()) {
            (Some((text, numbers)), _) => reading.listed(text, numbers, after).await?,
            (None, Some(mark)) => reading.marked(mark.0, after, stretch).await?,
            (None, None) => reading.of_connections(after, stretch).await?,
        };
        if let (Some(_), Some(chats)) = (&selection.conversations, &selection.chats) {
            let is_listed =
                |one: &Conversation| chats.binary_search_by_key(&one.chat.0, |chat| chat.0);
            page.conversations.retain(|one| is_listed(one).is_ok());
        }
        if selection.language.is_some() {
            let ids = page.conversations.iter().map(|one| one.card);
            let cards = cards::opened(&mut open, self.keys(), ids).await?;
            page.conversations.retain(|one| {
                let card = cards.get(&one.card);
                selection.speaks(card.and_then(|card| card.language.as_deref()))
            });
        }
        open.commit().await?;
        Ok(page)
    }
}

pub(super) const NEXT_CONNECTION: &str =
    "SELECT id FROM connections WHERE cell = $1 AND id >= $2 ORDER BY id LIMIT 1";
pub(super) const ITS_CONNECTION: &str =
    "SELECT id FROM connections WHERE cell = $1 AND id >= $2 AND id = $3 ORDER BY id LIMIT 1";
pub(super) const MARKED_END: &str = "SELECT conversation FROM conversation_marks WHERE mark = $1 AND conversation > $2 \
     ORDER BY conversation LIMIT 1 OFFSET $3";

/// The text that finds the last conversation of a stretch.
pub(super) fn stretch_end(db: &Db) -> String {
    format!(
        "SELECT c.id FROM conversations c {} WHERE c.connection = $1 AND c.id > 0 AND c.id > $2 ORDER BY c.id LIMIT 1 OFFSET $3",
        db.indexed_by("conversations_of")
    )
}

/// The text that reads a stretch of a connection.
pub(super) fn of_connection(db: &Db, selection: &Selection) -> (String, Vec<Arg>) {
    let before = format!(
        concat!(
            "SELECT ",
            conversation_columns!(),
            " FROM conversations c {} WHERE c.connection = $1 AND c.id > 0 AND c.id > $2 AND c.id <= $3"
        ),
        db.indexed_by("conversations_of")
    );
    narrowed(before, selection, (4, 0))
}

/// The text that reads a stretch of those on which a mark is set.
pub(super) fn of_mark(selection: &Selection) -> (String, Vec<Arg>) {
    let before = concat!(
        "SELECT ",
        conversation_columns!(),
        " FROM conversation_marks m CROSS JOIN conversations c CROSS JOIN connections n \
         WHERE m.mark = $1 AND m.conversation > $2 AND m.conversation <= $3 AND c.id = m.conversation AND n.id = c.connection \
         AND n.cell = $4"
    );
    narrowed(before.into(), selection, (5, 1))
}

/// The text that reads some of a list of chats.
pub(super) fn of_list(selection: &Selection) -> (String, Vec<Arg>) {
    let before = concat!(
        "SELECT ",
        conversation_columns!(),
        " FROM connections n CROSS JOIN conversations c WHERE n.cell = $1 AND c.connection = n.id AND c.chat IN ("
    );
    some_of(before, selection)
}

/// The text that reads some of a list of conversations.
pub(super) fn of_ids(selection: &Selection) -> (String, Vec<Arg>) {
    let before = concat!(
        "SELECT ",
        conversation_columns!(),
        " FROM conversations c CROSS JOIN connections n WHERE n.cell = $1 AND n.id = c.connection AND c.id IN ("
    );
    some_of(before, selection)
}

/// A text that ends before the numbers of a list, with their placeholders and the other conditions.
fn some_of(before: &str, selection: &Selection) -> (String, Vec<Arg>) {
    let mut sql = before.to_owned();
    for place in 0..LISTED_AT_ONCE {
        let comma = if place == 0 { "" } else { "," };
        write!(sql, "{comma}${}", place + 2).expect("writing to a string does not fail");
    }
    sql.push(')');
    narrowed(sql, selection, (LISTED_AT_ONCE + 2, 0))
}

/// A text with the conditions of a selection behind it, from this placeholder on; the first marks are seen to already.
fn narrowed(
    mut sql: String,
    selection: &Selection,
    (mut next, marks_seen_to): (usize, usize),
) -> (String, Vec<Arg>) {
    let mut args = Vec::new();
    let mut add = |condition: &str, arg: i64| {
        let condition = condition.replace("{}", &format!("${next}"));
        sql.push_str(" AND ");
        sql.push_str(&condition);
        args.push(Arg::from(arg));
        next += 1;
    };
    for mark in &selection.with[marks_seen_to..] {
        add(
            "EXISTS (SELECT 1 FROM conversation_marks k WHERE k.mark = {} AND k.conversation = c.id)",
            mark.0,
        );
    }
    for mark in &selection.without {
        add(
            "NOT EXISTS (SELECT 1 FROM conversation_marks k WHERE k.mark = {} AND k.conversation = c.id)",
            mark.0,
        );
    }
    if let Some(since_ms) = selection.active_since_ms {
        add(
            "EXISTS (SELECT 1 FROM links l WHERE l.conversation = c.id AND l.role IN (0, 9) AND l.made_ms >= {})",
            since_ms,
        );
    }
    if let Some(connection) = selection.connection {
        add("c.connection = {}", connection.0);
    }
    if let Some(kind) = selection.kind {
        let chats: Vec<String> = kind.chats().iter().map(chat_kind).collect();
        sql.push_str(&format!(" AND c.kind IN ({})", chats.join(", ")));
    }
    sql.push_str(" ORDER BY c.id");
    (sql, args)
}

fn chat_kind(kind: &ChatKind) -> String {
    kind.code().to_string()
}

/// A page that is being read.
struct Reading<'a> {
    db: &'a Db,
    open: &'a mut Open,
    cell: CellId,
    selection: &'a Selection,
}

impl Reading<'_> {
    /// Of one connection after the other.
    async fn of_connections(&mut self, after: AudienceAfter, stretch: i64) -> Result<AudiencePage> {
        let mut args = vec![self.cell.0.into(), after.connection.into()];
        let rows = match self.selection.connection {
            None => self.open.rows(NEXT_CONNECTION, args).await?,
            Some(only) => {
                args.push(only.0.into());
                self.open.rows(ITS_CONNECTION, args).await?
            }
        };
        let Some(row) = rows.first() else {
            return Ok(AudiencePage::END);
        };
        let connection = row.int()?;
        let begin = if connection == after.connection {
            after.row
        } else {
            0
        };
        let place = vec![connection.into(), begin.into(), (stretch - 1).into()];
        let rows = self.open.rows(stretch_end(self.db), place).await?;
        let end = rows.first().map(Row::int).transpose()?;
        let (sql, more) = of_connection(self.db, self.selection);
        let mut args = vec![
            connection.into(),
            begin.into(),
            end.unwrap_or(i64::MAX).into(),
        ];
        args.extend(more);
        let next = match end {
            Some(row) => AudienceAfter { connection, row },
            None => AudienceAfter {
                connection: connection + 1,
                row: 0,
            },
        };
        let conversations = self.read(sql, args).await?;
        Ok(AudiencePage {
            conversations,
            next: Some(next),
        })
    }

    /// Of those on which a mark is set.
    async fn marked(
        &mut self,
        mark: i64,
        after: AudienceAfter,
        stretch: i64,
    ) -> Result<AudiencePage> {
        let place = vec![mark.into(), after.row.into(), (stretch - 1).into()];
        let rows = self.open.rows(MARKED_END, place).await?;
        let end = rows.first().map(Row::int).transpose()?;
        let (sql, more) = of_mark(self.selection);
        let mut args = vec![
            mark.into(),
            after.row.into(),
            end.unwrap_or(i64::MAX).into(),
            self.cell.0.into(),
        ];
        args.extend(more);
        let conversations = self.read(sql, args).await?;
        let next = end.map(|row| AudienceAfter { connection: 0, row });
        Ok(AudiencePage {
            conversations,
            next,
        })
    }

    /// Of a list of numbers, which is ascending, by a text that finds some of them.
    async fn listed(
        &mut self,
        (sql, more): (String, Vec<Arg>),
        numbers: Vec<i64>,
        after: AudienceAfter,
    ) -> Result<AudiencePage> {
        let begin = usize::try_from(after.row).unwrap_or(usize::MAX);
        let rest = numbers.get(begin..).unwrap_or_default();
        let some = &rest[..rest.len().min(LISTED_AT_ONCE)];
        let Some(last) = some.last() else {
            return Ok(AudiencePage::END);
        };
        // The text is the same for any number: the last is asked for again.
        let fill = std::iter::repeat_n(last, LISTED_AT_ONCE - some.len());
        let mut args = vec![Arg::from(self.cell.0)];
        args.extend(some.iter().chain(fill).map(|number| Arg::from(*number)));
        args.extend(more);
        let conversations = self.read(sql, args).await?;
        let end = begin + some.len();
        let next = (end < numbers.len()).then(|| AudienceAfter {
            connection: 0,
            row: i64::try_from(end).expect("a list fits into memory"),
        });
        Ok(AudiencePage {
            conversations,
            next,
        })
    }

    async fn read(&mut self, sql: String, args: Vec<Arg>) -> Result<Vec<Conversation>> {
        let rows = self.open.rows(sql, args).await?;
        rows.iter().map(|row| read(&mut row.fields())).collect()
    }
}
