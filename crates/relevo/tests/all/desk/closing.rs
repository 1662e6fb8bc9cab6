//! Closing by itself, and what a closed topic does not do.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(what_is_still_unread_counts_as_an_answer);

/// Promise: who wrote while the connection was stopped has answered: nothing closes before that is read, and nobody is welcomed again.
async fn what_is_still_unread_counts_as_an_answer(backend: Backend) {
    let mut room = Room::new(backend, &[("AUTOCLOSE", "2"), ("WELCOME", "Hello!")]).await;
    room.marta_says("an answer").await;
    room.stage.pass(Duration::from_secs(70)).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.stage
        .say(room.anna, room.stage.bot, Say::text("one more thing"));
    room.stage.tick(Duration::from_secs(3 * 3_600));
    room.stage.set_state(ConnectionState::Running).await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "🟪 Anna");
    let topics = room.stage.topics();
    assert!(!topics.contains("Closed"), "{topics}");
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 bot: Hello!
    3044 Anna: hello
    3045 bot: an answer
    3046 Anna: one more thing
    ") };
}
