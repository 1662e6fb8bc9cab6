//! What the demo promises, counted after the story: in the world, as people see it, and in the desk's own database.
//!
//! The tally is of what people of the story did; nothing in it comes from the desk, and what a visitor says beside it is
//! neither asked for nor held against the desk.

use relevo_core::Fate;
use relevo_telegram_sim::playground::Check;
use relevo_telegram_sim::transcript::Row;

use super::cast::Chat;
use super::show::OfTheDesk;
use super::stage::Stage;
use crate::store::{ConnectionStatus, Status};

/// What people did.
#[derive(Default)]
pub(super) struct Tally {
    /// What clients said, in order.
    pub(super) said: Vec<(Chat, String)>,
    /// What operators answered, in order.
    pub(super) answered: Vec<(Chat, String)>,
    /// Notes, without their slash.
    pub(super) notes: Vec<String>,
    /// Marks that were set.
    pub(super) marked: Vec<String>,
    /// Topics that were deleted, with their threads.
    pub(super) lost: Vec<(Chat, i64)>,
    /// Steps that did not come to their end, and why.
    pub(super) troubles: Vec<String>,
}

/// All that is promised.
pub(super) struct Promises {
    pub(super) list: Vec<Check>,
}

impl Promises {
    /// Counts.
    pub(super) fn check(tally: &Tally, stage: &Stage, status: &Status) -> Promises {
        let mut list = vec![
            mirrored(tally, stage),
            answered(tally, stage),
            kept_inside(tally, stage),
            marked(tally, stage),
            healed(tally, stage),
            books(tally, status),
            language(stage),
        ];
        list.extend(tally.troubles.iter().map(|trouble| Check {
            kept: false,
            words: trouble.clone(),
        }));
        Promises { list }
    }

    /// Whether all were kept.
    pub(super) fn all_kept(&self) -> bool {
        self.list.iter().all(|check| check.kept)
    }

    /// Deliveries that have not come to an end.
    pub(super) fn unfinished(status: &Status) -> i64 {
        sum(status, |one| one.waiting + one.claimed)
    }

    /// Updates of which this became.
    pub(super) fn with_fate(status: &Status, fate: Fate) -> i64 {
        sum(status, |one| {
            one.fates
                .iter()
                .filter(|(known, _)| *known == fate)
                .map(|(_, count)| count)
                .sum()
        })
    }
}

fn sum(status: &Status, count: impl Fn(&ConnectionStatus) -> i64) -> i64 {
    status.connections.iter().map(count).sum()
}

/// All messages of a chat, also those that went with a deleted topic, in order.
fn rows(stage: &Stage, chat: i64, reader: i64) -> Vec<Row> {
    stage.sim.with(|world| world.transcript(chat, reader))
}

/// How the words of one chat are found among messages: each after the one before it, and how often in all.
struct Found {
    in_order: usize,
    /// Beyond the first, each with its copies from the first to the last.
    copies: Vec<Vec<i64>>,
}

fn find<'w>(words: impl Iterator<Item = &'w String>, rows: &[&Row], bot: i64) -> Found {
    let mut later = rows.iter();
    let mut found = Found {
        in_order: 0,
        copies: Vec::new(),
    };
    for words in words {
        // What is out of order is not found.
        found.in_order += usize::from(later.any(|row| row.is_of(bot, words)));
        let copies = rows.iter().filter(|row| row.is_of(bot, words));
        let copies: Vec<i64> = copies.map(|row| row.message_id).collect();
        if copies.len() > 1 {
            found.copies.push(copies);
        }
    }
    found
}

fn of(chat: Chat, list: &[(Chat, String)]) -> impl Iterator<Item = &String> {
    list.iter()
        .filter(move |(where_said, _)| *where_said == chat)
        .map(|(_, words)| words)
}

fn mirrored(tally: &Tally, stage: &Stage) -> Check {
    let rows = rows(stage, stage.cast.support, stage.cast.marta);
    let topics = stage.sim.with(|world| world.topics(stage.cast.support));
    let marked = |copies: &[i64]| {
        let mut marks = rows.iter().filter(|row| row.text.contains('⟳'));
        marks.any(|mark| mark.reply_to == copies.last().copied())
    };
    let (mut seen, mut repeated, mut astray) = (0, 0, 0);
    let mut honest = true;
    for chat in stage.cast.chats() {
        let in_topic = |row: &&Row| {
            let mut topics = topics.iter();
            topics.any(|topic| {
                relevo_core::without_square(&topic.name) == chat.name
                    && row.thread == Some(topic.thread)
            })
        };
        let (here, elsewhere): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(in_topic);
        let found = find(of(chat, &tally.said), &here, stage.cast.bot);
        seen += found.in_order;
        repeated += found.copies.len();
        honest &= found.copies.iter().all(|copies| marked(copies));
        astray += find(of(chat, &tally.said), &elsewhere, stage.cast.bot).in_order;
    }
    let said = tally.said.len();
    let but = if repeated == 0 {
        String::new()
    } else {
        format!(" but {repeated}, marked ⟳")
    };
    Check {
        kept: seen == said && astray == 0 && honest,
        words: format!(
            "{seen} of {said} client messages are in their topics, in order, each once{but}"
        ),
    }
}

fn answered(tally: &Tally, stage: &Stage) -> Check {
    let (mut arrived, mut wrong) = (0, 0);
    for chat in stage.cast.chats() {
        let rows = rows(stage, chat.id, chat.reader);
        let rows: Vec<&Row> = rows.iter().collect();
        let found = find(of(chat, &tally.answered), &rows, stage.cast.bot);
        arrived += found.in_order;
        wrong += found.copies.len();
        let others = tally.answered.iter().filter(|(other, _)| *other != chat);
        wrong += find(others.map(|(_, words)| words), &rows, stage.cast.bot).in_order;
    }
    let written = tally.answered.len();
    Check {
        kept: arrived == written && wrong == 0,
        words: format!(
            "{arrived} of {written} answers reached exactly their chat, in order, each once"
        ),
    }
}

fn kept_inside(tally: &Tally, stage: &Stage) -> Check {
    let outside: Vec<Row> = stage
        .cast
        .chats()
        .iter()
        .flat_map(|chat| rows(stage, chat.id, chat.reader))
        .collect();
    let told = |note: &&String| outside.iter().any(|row| row.text.contains(note.as_str()));
    let inside = tally.notes.len() - tally.notes.iter().filter(told).count();
    Check {
        kept: inside == tally.notes.len(),
        words: format!(
            "{inside} of {} {} stayed inside",
            tally.notes.len(),
            noun(tally.notes.len(), "note")
        ),
    }
}

fn marked(tally: &Tally, stage: &Stage) -> Check {
    // The topic may have been lost since.
    let rows = rows(stage, stage.cast.support, stage.cast.marta);
    let shown = |mark: &&String| {
        let mut rows = rows.iter().filter(|row| row.thread.is_some());
        rows.any(|row| row.is_of(stage.cast.bot, mark))
    };
    let count = tally.marked.len();
    let set = tally.marked.iter().filter(shown).count();
    Check {
        kept: set == count,
        words: format!(
            "{set} of {count} {} is set where it was asked for",
            noun(count, "mark")
        ),
    }
}

fn healed(tally: &Tally, stage: &Stage) -> Check {
    let again =
        |(chat, thread): &&(Chat, i64)| stage.thread(*chat).is_some_and(|now| now != *thread);
    let healed = tally.lost.iter().filter(again).count();
    Check {
        kept: healed == tally.lost.len(),
        words: format!(
            "{healed} of {} lost {} came back",
            tally.lost.len(),
            noun(tally.lost.len(), "topic")
        ),
    }
}

/// What came to an end that people were told of is no broken promise: only what waits or could not be read is.
fn books(tally: &Tally, status: &Status) -> Check {
    let delivered =
        Promises::with_fate(status, Fate::Delivered) + Promises::with_fate(status, Fate::Arrived);
    let all = i64::try_from(tally.said.len() + tally.answered.len()).expect("a short story");
    let waiting = Promises::unfinished(status);
    let (held, failed) = (sum(status, |one| one.held), sum(status, |one| one.failed));
    let quarantined = sum(status, |one| one.quarantined);
    Check {
        kept: delivered >= all && waiting + quarantined == 0,
        words: format!(
            "{delivered} delivered, {waiting} waiting, {held} held, {failed} failed, {quarantined} unreadable"
        ),
    }
}

fn language(stage: &Stage) -> Check {
    let wrong = stage.sim.violations().len();
    Check {
        kept: wrong == 0,
        words: format!(
            "{wrong} calls or answers depart from Telegram's description of its Bot API"
        ),
    }
}

fn noun(count: usize, one: &str) -> String {
    if count == 1 {
        one.to_owned()
    } else {
        format!("{one}s")
    }
}
