//! What the demo promises, counted after the story: in the world, as people see it, and in the desk's own database.
//!
//! The tally is of what people did; nothing in it comes from the desk.

use relevo_core::Fate;
use relevo_telegram_sim::transcript::Row;

use super::stage::{Chat, Stage};
use crate::store::{ConnectionStatus, Status};

/// What people did.
#[derive(Default)]
pub(super) struct Tally {
    /// What clients said, in order.
    pub(super) said: Vec<(Chat, String)>,
    /// What the operator answered, in order.
    pub(super) answered: Vec<(Chat, String)>,
    /// Notes.
    pub(super) notes: Vec<String>,
    /// Topics that were deleted, with their threads.
    pub(super) lost: Vec<(Chat, i64)>,
}

/// A promise, and whether it was kept.
pub(super) struct Promise {
    pub(super) kept: bool,
    pub(super) words: String,
}

/// All of them.
pub(super) struct Promises {
    pub(super) list: Vec<Promise>,
}

impl Promises {
    /// Counts.
    pub(super) fn check(tally: &Tally, stage: &Stage, status: &Status) -> Promises {
        let list = vec![
            mirrored(tally, stage),
            answered(tally, stage),
            kept_inside(tally, stage),
            healed(tally, stage),
            books(tally, status),
            language(stage),
        ];
        Promises { list }
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

/// The desk's messages in a chat, also those that went with a deleted topic, in order.
fn by_the_desk(stage: &Stage, chat: i64, reader: i64) -> Vec<Row> {
    let rows = stage.sim.with(|world| world.transcript(chat, reader));
    rows.into_iter()
        .filter(|row| row.from == stage.cast.bot && !row.text.is_empty())
        .collect()
}

fn mirrored(tally: &Tally, stage: &Stage) -> Promise {
    let rows = by_the_desk(stage, stage.cast.support, stage.cast.marta);
    let topics = stage.sim.with(|world| world.topics(stage.cast.support));
    let mut seen = 0;
    for chat in stage.cast.chats() {
        let threads: Vec<i64> = topics
            .iter()
            .filter(|topic| topic.name == chat.name)
            .map(|topic| topic.thread)
            .collect();
        let mut here = rows
            .iter()
            .filter(|row| row.thread.is_some_and(|thread| threads.contains(&thread)));
        let said = tally
            .said
            .iter()
            .filter(|(where_said, _)| *where_said == chat);
        // Each is looked for after the one before it: what is out of order is not found.
        seen += said
            .filter(|(_, words)| here.any(|row| row.text.ends_with(words.as_str())))
            .count();
    }
    let said = tally.said.len();
    Promise {
        kept: seen == said && rows.len() == said,
        words: format!("{seen} of {said} client messages are in their topics, in order, each once"),
    }
}

fn answered(tally: &Tally, stage: &Stage) -> Promise {
    let (mut arrived, mut received) = (0, 0);
    for chat in stage.cast.chats() {
        let rows = by_the_desk(stage, chat.id, chat.reader);
        received += rows.len();
        let mut here = rows.iter();
        let answers = tally
            .answered
            .iter()
            .filter(|(where_answered, _)| *where_answered == chat);
        arrived += answers
            .filter(|(_, words)| here.any(|row| row.text == *words))
            .count();
    }
    let written = tally.answered.len();
    Promise {
        kept: arrived == written && received == written,
        words: format!(
            "{arrived} of {written} answers reached exactly their chat, in order, each once"
        ),
    }
}

fn kept_inside(tally: &Tally, stage: &Stage) -> Promise {
    let chats = stage.cast.chats();
    let outside: Vec<Row> = chats
        .iter()
        .flat_map(|chat| by_the_desk(stage, chat.id, chat.reader))
        .collect();
    let told = |note: &&String| {
        outside
            .iter()
            .any(|row| row.text.contains(note.trim_start_matches("/ ")))
    };
    let inside = tally.notes.len() - tally.notes.iter().filter(told).count();
    Promise {
        kept: inside == tally.notes.len(),
        words: format!(
            "{inside} of {} {} stayed inside",
            tally.notes.len(),
            noun(tally.notes.len(), "note")
        ),
    }
}

fn healed(tally: &Tally, stage: &Stage) -> Promise {
    let topics = stage.sim.with(|world| world.topics(stage.cast.support));
    let again = |(chat, thread): &&(Chat, i64)| {
        topics
            .iter()
            .any(|topic| topic.name == chat.name && !topic.deleted && topic.thread != *thread)
    };
    let healed = tally.lost.iter().filter(again).count();
    Promise {
        kept: healed == tally.lost.len(),
        words: format!(
            "{healed} of {} lost {} came back",
            tally.lost.len(),
            noun(tally.lost.len(), "topic")
        ),
    }
}

fn books(tally: &Tally, status: &Status) -> Promise {
    let delivered = Promises::with_fate(status, Fate::Delivered);
    let all = i64::try_from(tally.said.len() + tally.answered.len()).expect("a short story");
    let waiting = Promises::unfinished(status);
    let (held, failed) = (sum(status, |one| one.held), sum(status, |one| one.failed));
    let quarantined = sum(status, |one| one.quarantined);
    Promise {
        kept: delivered == all && waiting + held + failed + quarantined == 0,
        words: format!(
            "{delivered} delivered, {waiting} waiting, {held} held, {failed} failed, {quarantined} unreadable"
        ),
    }
}

fn language(stage: &Stage) -> Promise {
    let wrong = stage.sim.violations().len();
    Promise {
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

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    /// Promise: the demo can fail: what people did and nobody sees is not counted as done.
    #[tokio::test]
    async fn what_is_missing_is_missed() {
        let door = async || TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let stage = Stage::open(door().await, door().await, None)
            .await
            .expect("the stage opens");
        let anna = stage.cast.anna;
        let tally = Tally {
            said: vec![(anna, "Hello?".into())],
            answered: vec![(anna, "Hello!".into())],
            notes: Vec::new(),
            lost: vec![(anna, 1)],
        };
        let status = stage.store.status().await.expect("the store can be read");
        let promises = Promises::check(&tally, &stage, &status);
        let kept: Vec<bool> = promises.list.iter().map(|promise| promise.kept).collect();
        assert_eq!(kept, [false, false, true, false, false, true]);
        stage.close().await;
    }
}
