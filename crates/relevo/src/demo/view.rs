//! What people see, read from the offline Telegram: client chats through clients' eyes, topics through an operator's.
//!
//! A view remembers what it has shown, so that each scene shows what is new. Deliberately absent: where lines go on the
//! screen (`panes`).

use std::collections::HashMap;

use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::{Kind, TopicRow, World};

use super::panes::{Line, Look};
use super::stage::{Cast, Chat, DESK};

/// The dots that author lines begin with.
const DOTS: [char; 7] = ['🔴', '🟠', '🟡', '🟢', '🔵', '🟣', '🟤'];
/// How much of a message is repeated above an answer to it, in letters.
const REPEATED_CHARS_MAX: usize = 40;

/// What has been shown so far.
#[derive(Default)]
pub(super) struct View {
    /// By client chat, how many messages.
    chats: HashMap<(i64, i64), usize>,
    /// Of the backend group, how many messages.
    group: usize,
    /// Topics, and whether they were shown as deleted.
    topics: HashMap<i64, bool>,
}

impl View {
    /// What clients see that was not shown before.
    pub(super) fn clients(&mut self, world: &World, cast: &Cast) -> Vec<Line> {
        let mut lines = Vec::new();
        for chat in cast.chats() {
            let rows = world.transcript(chat.id, chat.reader);
            let shown = self
                .chats
                .insert((chat.id, chat.reader), rows.len())
                .unwrap_or(0);
            let fresh: Vec<&Row> = rows[shown.min(rows.len())..]
                .iter()
                .filter(|row| is_talk(row))
                .collect();
            if fresh.is_empty() {
                continue;
            }
            lines.push(Line::new(Look::Title, chat_title(chat)));
            for row in fresh {
                lines.extend(repeated(row, &rows));
                let (name, look) = if row.from == cast.bot {
                    (DESK, Look::Team)
                } else {
                    (cast.name(row.from), Look::Plain)
                };
                lines.push(Line::new(look, format!("  {name}: {}", words(row))));
            }
        }
        lines
    }

    /// What operators see that was not shown before.
    pub(super) fn topics(&mut self, world: &World, cast: &Cast) -> Vec<Line> {
        let rows = world.transcript(cast.support, cast.marta);
        let fresh = &rows[self.group.min(rows.len())..];
        self.group = rows.len();
        let mut lines = Vec::new();
        for topic in world.topics(cast.support) {
            let known = self.topics.insert(topic.thread, topic.deleted);
            if topic.deleted && known == Some(false) {
                lines.push(Line::new(
                    Look::Lost,
                    format!("# {} (deleted, with all that was in it)", topic.name),
                ));
            }
            let talk: Vec<&Row> = fresh
                .iter()
                .filter(|row| row.thread == Some(topic.thread) && is_talk(row))
                .collect();
            if !talk.is_empty() {
                lines.push(Line::new(Look::Title, topic_title(&topic, known.is_none())));
            }
            for row in talk {
                lines.extend(repeated(row, &rows));
                lines.extend(in_topic(row, cast));
            }
        }
        lines
    }
}

fn chat_title(chat: Chat) -> String {
    if chat.group {
        format!("{} · client group", chat.name)
    } else {
        format!("{} · private chat", chat.name)
    }
}

fn topic_title(topic: &TopicRow, new: bool) -> String {
    if new {
        format!("# {} · new topic", topic.name)
    } else {
        format!("# {}", topic.name)
    }
}

/// Whether somebody said it: service messages and the button *Start* are left out.
fn is_talk(row: &Row) -> bool {
    row.kind != Kind::Service && row.text != "/start" && !row.deleted
}

/// A message in a topic.
fn in_topic(row: &Row, cast: &Cast) -> Vec<Line> {
    if row.from != cast.bot {
        let name = cast.name(row.from);
        if is_note(&row.text) {
            return vec![Line::new(
                Look::Inside,
                format!("  {name}: {}  ← a note, stays inside", words(row)),
            )];
        }
        return vec![Line::new(Look::Team, format!("  {name}: {}", words(row)))];
    }
    match row.text.split_once('\n') {
        Some((author, rest)) if author.starts_with(DOTS) => vec![
            Line::new(Look::Author, format!("  {author}")),
            Line::new(Look::Plain, format!("  {}", described(row.kind, rest))),
        ],
        _ => vec![Line::new(Look::Plain, format!("  {}", words(row)))],
    }
}

/// Whether an operator's words are a note.
pub(super) fn is_note(text: &str) -> bool {
    text.starts_with("/ ")
}

/// The words of the message that this one answers.
fn repeated(row: &Row, rows: &[Row]) -> Option<Line> {
    let answered = rows
        .iter()
        .find(|one| Some(one.message_id) == row.reply_to)?;
    let words = row
        .quote
        .clone()
        .unwrap_or_else(|| without_author(&answered.text).to_owned());
    let mut short: String = words
        .replace('\n', " ")
        .chars()
        .take(REPEATED_CHARS_MAX)
        .collect();
    if words.chars().count() > REPEATED_CHARS_MAX {
        short.push('…');
    }
    Some(Line::new(Look::Dim, format!("  ↩ “{short}”")))
}

fn without_author(text: &str) -> &str {
    match text.split_once('\n') {
        Some((author, rest)) if author.starts_with(DOTS) => rest,
        _ => text,
    }
}

/// A message in one line.
fn words(row: &Row) -> String {
    described(row.kind, &row.text)
}

fn described(kind: Kind, text: &str) -> String {
    let kind = match kind {
        Kind::Text => return text.to_owned(),
        Kind::Photo => "photo".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    };
    if text.is_empty() {
        format!("[{kind}]")
    } else {
        format!("[{kind}] {text}")
    }
}
