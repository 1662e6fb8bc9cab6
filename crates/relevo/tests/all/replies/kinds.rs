//! Every kind of content, saved and sent: as it would have gone if it had been typed.

use std::time::Duration;

use relevo_core::{ContentKind, Way};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use serde_json::Value;

use crate::content::variants::{Twist, Variant, all};
use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(every_kind_is_saved_and_sent);

/// What the client sees of a message, apart from its number and its time; of a file not which upload it is, of a poll not which one.
fn seen(row: &Row) -> String {
    let mut row = row.clone();
    if let Some(poll) = row.fields.get_mut("poll").and_then(Value::as_object_mut) {
        poll.remove("id");
    }
    let fields = match &row.file {
        Some(_) => row.fields.keys().cloned().collect(),
        None => format!("{:?}", row.fields),
    };
    format!("{:?} {} {:?} {fields}", row.kind, row.text, row.entities)
}

/// Whether a client can be sent it.
fn goes(variant: &Variant) -> bool {
    let way = variant.kind.row().to_client;
    !matches!(way, Way::NotSent | Way::Inside)
        && !variant.is(Twist::OpenQuiz)
        && !variant.is(Twist::TooLongForBots)
}

/// What differs on purpose: buttons stay buttons, a place stands where it was saved, and what is over begins anew.
fn differs(variant: &Variant) -> bool {
    variant.is(Twist::Buttons)
        || variant.kind == ContentKind::LiveLocation
        || variant.name == "a quiz that is over"
}

/// Promise: whatever can be sent to a client can be saved from their topic, and comes to the client as if it had been typed; whatever cannot is not saved.
async fn every_kind_is_saved_and_sent(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let group = room.stage.group;
    // What no version of Telegram has is no answer of its server's either.
    let known = all().into_iter();
    let known = known.filter(|variant| variant.kind != ContentKind::Unknown);
    for (number, variant) in known.enumerate() {
        let name = format!("k{number}");
        room.stage.jump(Duration::from_secs(60)).await;
        let typed = variant.say(&room.stage).thread(room.topic);
        let typed = room.stage.say(room.marta, group, typed);
        room.stage.jump(Duration::from_secs(5)).await;
        let before = room.sent();
        let command = Say::text(&format!("/say {name}")).thread(room.topic);
        room.stage
            .say(room.stage.owner, group, command.reply_to(typed));
        room.stage.jump(Duration::from_secs(60)).await;
        let known = room.known().await;
        let is_saved = known.iter().any(|reply| reply.name.as_str() == name);
        assert_eq!(is_saved, goes(&variant), "{}", variant.name);
        room.marta_says(&format!("/say {name}")).await;
        let after = room.sent();
        let came = after.len() - before.len();
        assert_eq!(came, usize::from(is_saved), "{}", variant.name);
        if is_saved && !differs(&variant) {
            let typed = before.last().map(seen);
            assert_eq!(after.last().map(seen), typed, "{}", variant.name);
        }
    }
}
