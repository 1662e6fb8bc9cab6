//! Who writes for the team is nobody's business outside: a client sees the bot.

use std::time::Duration;

use relevo_telegram_sim::control::{Edit, Say, SayContent};
use serde_json::json;

use super::carriers;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(no_operator_is_seen_by_a_client);

/// A name that nobody else has.
const NAME: &str = "Maximiliane";

fn mentioning(person: i64, words: &str) -> Say {
    let user = json!({ "id": person, "is_bot": false, "first_name": NAME });
    Say::new(SayContent::Text {
        text: words.to_owned(),
        entities: vec![json!({ "type": "text_mention", "offset": 0, "length": 3, "user": user })],
    })
}

/// Promise: whatever an operator sends, forwards, edits or mentions, no client ever gets their name or number; the words arrive.
async fn no_operator_is_seen_by_a_client(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta = room.stage.operator(NAME);
    let other = room.stage.operator("Maximiliane too");
    let (group, marta) = (room.stage.group, room.marta);
    let team_topic = room
        .stage
        .sim
        .with(|world| world.make_topic(room.stage.owner, group, "Coffee"))
        .expect("the owner makes a topic");
    let of_her_own = room.stage.say(
        marta,
        group,
        Say::text("said over coffee").thread(team_topic),
    );
    let mut ways: Vec<Say> = carriers::all()
        .into_iter()
        .map(|(name, carrier)| carrier(&format!("by {name}")))
        .collect();
    ways.extend([
        mentioning(marta, "ask me directly"),
        mentioning(other, "ask her instead"),
        Say::forward(group, of_her_own),
        Say::text("signed").anonymously(),
    ]);
    let count = ways.len();
    for way in ways {
        room.marta_says(way);
        room.stage.pass(Duration::from_secs(2)).await;
    }
    let first = room.marta_says(Say::text("wait"));
    room.stage.pass(Duration::from_secs(2)).await;
    let SayContent::Text { text, entities } = mentioning(other, "you may ask her").content else {
        unreachable!("a text");
    };
    let edit = Edit {
        entities,
        ..Edit::text(&text)
    };
    room.marta_edits(first, edit);
    room.stage.pass(Duration::from_secs(20)).await;
    let rows = room.stage.rows(room.stage.bot, room.anna);
    let arrived = rows.iter().filter(|row| row.from == room.stage.bot);
    assert_eq!(arrived.count(), count + 1, "everything arrived");
    assert!(room.seen_by_anna().contains("you may ask her"));
    let seen = serde_json::to_string(&rows).expect("rows are JSON");
    for hidden in [NAME, &marta.to_string(), &other.to_string()] {
        assert!(!seen.contains(hidden), "{hidden} is in {seen}");
    }
}
