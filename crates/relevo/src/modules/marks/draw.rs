//! How panels of marks look.

use relevo_core::marks::{Mark, MarkAct, MarkId, MarkRefusal, MarkScreen, MarkWrong};
use relevo_core::{Conversation, LISTED_MAX, ListedTopic};
use relevo_telegram::{EntityKind, Text};

use crate::intake::named::Named;
use crate::modules::{Does, Drawing, Key, Page};
use crate::store::StoreError;
use crate::words::Voice;

/// Draws a panel.
pub(in crate::modules) async fn draw(drawing: Drawing<'_>) -> Result<Page, StoreError> {
    let screen = MarkScreen::from_code(&drawing.panel.screen).unwrap_or(MarkScreen::List);
    let marks = drawing.tx.marks(drawing.cell.id).await?;
    let one = |id: MarkId| marks.iter().find(|mark| mark.id == id);
    let voice = drawing.voice;
    match screen {
        MarkScreen::Refused(refusal) => Ok(Page {
            text: Text::plain(refused(voice, &refusal)),
            rows: Vec::new(),
        }),
        MarkScreen::Board(unsent) => board(drawing, &marks, unsent).await,
        MarkScreen::One(id) => match one(id) {
            Some(mark) => properties(drawing, (&marks, mark)).await,
            None => list(drawing, &marks).await,
        },
        MarkScreen::Delete(id) => match one(id) {
            Some(mark) => delete(drawing, mark).await,
            None => list(drawing, &marks).await,
        },
        MarkScreen::List => list(drawing, &marks).await,
    }
}

fn key(label: String, act: MarkAct) -> Key {
    Key {
        label,
        does: Does::Act(act.code()),
    }
}

/// Two buttons in a row.
fn in_pairs(keys: Vec<Key>) -> Vec<Vec<Key>> {
    let mut rows: Vec<Vec<Key>> = Vec::new();
    for key in keys {
        match rows.last_mut().filter(|row| row.len() < 2) {
            Some(row) => row.push(key),
            None => rows.push(vec![key]),
        }
    }
    rows
}

/// All marks, with counts.
async fn list(drawing: Drawing<'_>, marks: &[Mark]) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    if marks.is_empty() {
        return Ok(Page {
            text: Text::plain(voice.say("marks-none", &[])),
            rows: Vec::new(),
        });
    }
    let counts = drawing.tx.mark_counts(drawing.cell.id).await?;
    let mut text = Text::default();
    let count = i64::try_from(marks.len()).unwrap_or(i64::MAX);
    text.push_as(&voice.count("marks-headline", count), EntityKind::Bold);
    for mark in marks {
        let count = counts.get(&mark.id).copied().unwrap_or(0);
        text.push_str(&format!("\n{} – {count}", mark.name.as_str()));
    }
    text.push_str("\n\n");
    text.push_str(&voice.say("marks-hint", &[]));
    let keys = marks.iter().map(|mark| {
        let label = mark.name.as_str().to_owned();
        key(label, MarkAct::One(mark.id))
    });
    Ok(Page {
        text,
        rows: in_pairs(keys.collect()),
    })
}

/// What is set on a client's conversation, and what could be: a tap changes it.
async fn board(
    drawing: Drawing<'_>,
    marks: &[Mark],
    unsent: Option<String>,
) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let conversation = drawing.panel.conversation;
    let ids: Vec<_> = conversation.into_iter().collect();
    let set = drawing.tx.marks_on(&ids).await?;
    let set: Vec<MarkId> = set.iter().map(|one| one.mark).collect();
    let of = |id: &MarkId| marks.iter().find(|mark| mark.id == *id);
    let names: Vec<&str> = set
        .iter()
        .filter_map(of)
        .map(|mark| mark.name.as_str())
        .collect();
    let mut words = match (marks.is_empty(), names.is_empty()) {
        (true, _) => voice.say("marks-none", &[]),
        (_, true) => voice.say("marks-board-none", &[]),
        _ => voice.say("marks-board", &[("names", names.join(", "))]),
    };
    if let Some(name) = unsent {
        words.push('\n');
        words.push_str(&voice.say("marks-unsent", &[("name", name)]));
    }
    let keys = marks.iter().map(|mark| {
        let is_set = set.contains(&mark.id);
        let sign = if is_set { "✅" } else { "▫️" };
        let label = format!("{sign} {}", mark.name.as_str());
        key(label, MarkAct::Set(mark.id, !is_set))
    });
    Ok(Page {
        text: Text::plain(words),
        rows: in_pairs(keys.collect()),
    })
}

/// What a mark does, and the topics that have it.
async fn properties(
    drawing: Drawing<'_>,
    (marks, mark): (&[Mark], &Mark),
) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let mut text = Text::default();
    text.push_as(&format!("🏷 {}", mark.name.as_str()), EntityKind::Bold);
    let counts = drawing.tx.mark_counts(drawing.cell.id).await?;
    let count = counts.get(&mark.id).copied().unwrap_or(0);
    for line in lines(voice, (marks, mark), count) {
        text.push_str(&format!("\n{line}"));
    }
    let most = i64::try_from(LISTED_MAX).expect("a short list");
    let known = drawing.tx.marked_topics(mark.id, most).await?;
    let of = (drawing.cell, drawing.directory);
    let named = Named::of(drawing.tx, of, &known).await?;
    for conversation in &known {
        if let Some(topic) = named.topic(conversation.id) {
            push_topic(
                &mut text,
                conversation,
                ListedTopic::of(conversation, topic),
            );
        }
    }
    let hook = match mark.hook {
        true => "marks-key-hook-off",
        false => "marks-key-hook-on",
    };
    let keys = vec![
        key(voice.say(hook, &[]), MarkAct::Hook(mark.id, !mark.hook)),
        key(
            voice.say("marks-key-delete", &[]),
            MarkAct::AskDelete(mark.id),
        ),
        key(voice.say("marks-key-list", &[]), MarkAct::List),
    ];
    Ok(Page {
        text,
        rows: in_pairs(keys),
    })
}

/// What a mark does, and on how many conversations it is set, a line each.
pub(crate) fn lines(voice: Voice, (marks, mark): (&[Mark], &Mark), count: i64) -> Vec<String> {
    let mut lines = Vec::new();
    let name = |id: &MarkId| {
        let found = marks.iter().find(|one| one.id == *id);
        found.map(|one| one.name.as_str())
    };
    if !mark.after.is_empty() {
        let names: Vec<&str> = mark.after.iter().filter_map(name).collect();
        lines.push(voice.say("marks-after", &[("names", names.join(", "))]));
    }
    if let Some(reply) = &mark.sends {
        let reply = reply.as_str().to_owned();
        lines.push(voice.say("marks-sends", &[("reply", reply)]));
    }
    if let Some(ticker) = &mark.ticker {
        lines.push(voice.say("marks-ticker", &[("ticker", ticker.clone())]));
    }
    if mark.hook {
        lines.push(voice.say("marks-hook", &[]));
    }
    lines.push(how_many(voice, count));
    lines
}

fn push_topic(text: &mut Text, conversation: &Conversation, listed: ListedTopic) {
    let square = conversation.handling.status.square();
    text.push_str(&format!("\n{square} "));
    match listed.topic.link {
        Some(link) => text.push_as(&listed.topic.title, EntityKind::TextLink(link)),
        None => text.push_str(&listed.topic.title),
    }
}

/// In how many conversations it is set.
fn how_many(voice: Voice, count: i64) -> String {
    match count {
        0 => voice.say("marks-count-none", &[]),
        _ => voice.count("marks-count", count),
    }
}

/// Whether it is to be deleted.
async fn delete(drawing: Drawing<'_>, mark: &Mark) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let counts = drawing.tx.mark_counts(drawing.cell.id).await?;
    let count = counts.get(&mark.id).copied().unwrap_or(0);
    let name = mark.name.as_str().to_owned();
    let mut words = voice.say("marks-delete", &[("name", name)]);
    words.push('\n');
    words.push_str(&how_many(voice, count));
    let keys = vec![
        key(
            voice.say("marks-key-delete-now", &[]),
            MarkAct::Delete(mark.id),
        ),
        key(voice.say("marks-key-keep", &[]), MarkAct::One(mark.id)),
    ];
    Ok(Page {
        text: Text::plain(words),
        rows: in_pairs(keys),
    })
}

/// Why nothing was done.
/// Why nothing was done, in words.
pub(crate) fn refused(voice: Voice, refusal: &MarkRefusal) -> String {
    let named = |id: &str, name: &str| voice.say(id, &[("name", name.to_owned())]);
    match refusal {
        MarkRefusal::Mistake(mistake) => {
            let id = match mistake.wrong {
                MarkWrong::Name => "marks-wrong-name",
                MarkWrong::Taken => "marks-wrong-taken",
                MarkWrong::Property => "marks-wrong-property",
                MarkWrong::TooMuch => "marks-wrong-much",
                MarkWrong::Ticker => "marks-wrong-ticker",
                MarkWrong::OnOff => "marks-wrong-on-off",
            };
            voice.say(id, &[])
        }
        MarkRefusal::NoMark(name) => named("marks-no-such", name),
        MarkRefusal::Exists(name) => named("marks-exists", name),
        MarkRefusal::NoReply(name) => named("marks-no-reply", name),
        MarkRefusal::Full => voice.say("marks-full", &[]),
        MarkRefusal::Itself => voice.say("marks-itself", &[]),
        MarkRefusal::NotAllowed => voice.say("marks-not-allowed", &[]),
        MarkRefusal::Anonymous => voice.say("marks-anonymous", &[]),
        MarkRefusal::InGeneral => voice.say("marks-in-general", &[]),
    }
}
