//! Live locations through the simulator: they move, end, and nobody reads of it.

use std::time::Duration;

use relevo_telegram_sim::control::{Edit, Say, SayContent};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::Kind;
use serde_json::Value;

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_client_moves_and_stops);
on_both!(an_operator_moves_and_stops);
on_both!(what_is_nearly_over_stands_still);

fn here(longitude: f64, live_period: Option<i64>) -> SayContent {
    SayContent::Location {
        latitude: 52.5,
        longitude,
        live_period,
    }
}

fn moved(longitude: f64, live_period: Option<i64>) -> Edit {
    Edit {
        content: Some(here(longitude, live_period)),
        ..Edit::default()
    }
}

fn place(row: &Row) -> &Value {
    &row.fields["location"]
}

/// The bot's one location in a chat.
fn only_place(rows: &[Row], bot: i64) -> &Row {
    let mut places = rows
        .iter()
        .filter(|row| row.kind == Kind::Location && row.from == bot);
    let place = places.next().expect("there is one");
    assert!(places.next().is_none(), "and only one");
    place
}

/// Promise: a client's live location moves in the topic at most once a minute and holds up nothing; its end ends it there, and
/// no move is posted, whatever `EDITS` says.
async fn a_client_moves_and_stops(backend: Backend) {
    let mut room = Room::new(backend, &[("EDITS", "append")]).await;
    let said = room.anna_says(Say::new(here(13.0, Some(3_600))));
    room.stage.settle().await;
    for step in 1..=12 {
        room.anna_edits(said, moved(13.0 + f64::from(step) / 100.0, Some(3_600)));
        room.stage.pass(Duration::from_secs(9)).await;
        if step == 3 {
            room.anna_says(Say::text("on my way"));
            room.stage.settle().await;
            room.stage.find(room.stage.group, room.marta, "on my way");
        }
    }
    // 108 seconds: the first move was made after 60, with the newest place of then.
    assert_eq!(room.calls("editMessageLiveLocation"), 1);
    let rows = room.stage.rows(room.stage.group, room.marta);
    let seen = place(only_place(&rows, room.stage.bot));
    assert_eq!(seen["longitude"], 13.07);
    assert_eq!(seen["live_period"], 3_600);

    room.anna_edits(said, moved(13.5, None));
    room.stage.pass_minutes(1).await;
    assert_eq!(room.calls("editMessageLiveLocation"), 1);
    assert_eq!(room.calls("stopMessageLiveLocation"), 1);
    let rows = room.stage.rows(room.stage.group, room.marta);
    let row = only_place(&rows, room.stage.bot);
    assert!(place(row)["live_period"].is_null(), "it stands still");
    let of_the_bot = rows.iter().filter(|row| row.from == room.stage.bot);
    // The topic, the greeting, the place, and the words in between.
    assert_eq!(of_the_bot.count(), 4);
}

/// Promise: an operator's live location moves at the client the same way.
async fn an_operator_moves_and_stops(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let said = room.marta_says(Say::new(here(13.0, Some(3_600))));
    room.stage.settle().await;
    room.marta_edits(said, moved(13.25, Some(3_600)));
    room.stage.settle().await;
    room.stage.pass_minutes(1).await;
    let seen = |room: &Room| -> Value {
        let rows = room.stage.rows(room.stage.bot, room.anna);
        place(only_place(&rows, room.stage.bot)).clone()
    };
    assert_eq!(seen(&room)["longitude"], 13.25);
    room.marta_edits(said, moved(13.5, None));
    room.stage.settle().await;
    room.stage.pass_minutes(1).await;
    assert!(seen(&room)["live_period"].is_null(), "it stands still");
    assert_eq!(room.calls("editMessageLiveLocation"), 1);
    assert_eq!(room.calls("stopMessageLiveLocation"), 1);
}

/// Promise: with less than a minute left it is a plain place, and its moves lead nowhere.
async fn what_is_nearly_over_stands_still(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let said = room.anna_says(Say::new(here(13.0, Some(70))));
    room.stage.jump(Duration::from_secs(20)).await;
    let rows = room.stage.rows(room.stage.group, room.marta);
    assert!(place(only_place(&rows, room.stage.bot))["live_period"].is_null());
    let before = rows.len();
    room.anna_edits(said, moved(13.1, Some(70)));
    room.stage.pass_minutes(2).await;
    let rows = room.stage.rows(room.stage.group, room.marta);
    assert_eq!(rows.len(), before, "nobody reads of it");
    assert_eq!(room.stage.pump.waiting(), 0, "nothing waits");
}
