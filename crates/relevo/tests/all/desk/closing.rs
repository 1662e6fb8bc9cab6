//! Closing by itself, and what a closed topic does not do.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(what_is_still_unread_counts_as_an_answer);
on_both!(closing_makes_no_topic);
on_both!(a_topic_opened_to_write_stays_open);
on_both!(many_close_a_few_at_a_time);

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

/// Promise: where the team has deleted the topic, no new one is made to say that the conversation is closed.
async fn closing_makes_no_topic(backend: Backend) {
    let mut room = Room::new(backend, &[("AUTOCLOSE", "2")]).await;
    room.marta_says("an answer").await;
    room.stage.pass(Duration::from_secs(70)).await;
    let (owner, group, topic) = (room.stage.owner, room.stage.group, room.topic);
    room.stage
        .sim
        .with(|world| world.delete_topic(owner, group, topic))
        .expect("the owner may");
    room.stage.pass_minutes(125).await;
    assert_eq!(room.stage.calls("createForumTopic"), 1);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
    room.anna_says("hello again").await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.stage.calls("createForumTopic"), 2);
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    8 bot [Service]: 
    9 bot: hello again
    ") };
}

/// Promise: a topic that somebody opened to write in it is not closed again by the next message that leaves the conversation closed.
async fn a_topic_opened_to_write_stays_open(backend: Backend) {
    let mut room = Room::new(backend, &[("LEAVE_CLOSED", "private")]).await;
    room.marta_says("/close").await;
    room.stage.pass(Duration::from_secs(70)).await;
    room.marta_presses(1).await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "⬛ Anna");
    room.anna_says("thanks").await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "⬛ Anna");
}

/// Promise: where many have waited too long at once, as when the owner shortens `AUTOCLOSE`, ten close in a minute: the lines that tell of
/// it leave room for clients' messages. All close in the end.
async fn many_close_a_few_at_a_time(backend: Backend) {
    let mut room = Room::new(backend, &[("AUTOCLOSE", "OFF")]).await;
    for nth in 0..12 {
        let name = format!("Client {nth}");
        let client = room.stage.client(&name);
        room.stage.say(client, room.stage.bot, Say::text("hello"));
        room.stage.pass(Duration::from_secs(10)).await;
        room.topic = room.stage.topic(&name);
        room.marta_says("an answer").await;
    }
    room.stage.pass_minutes(61).await;
    room.stage.set_parameter("AUTOCLOSE", "1").await;
    let mut closed = Vec::new();
    for _ in 0..3 {
        room.stage.pass_minutes(1).await;
        closed.push(lines(&room));
    }
    assert_eq!(closed, [10, 12, 12]);
}

/// How many topics say that they are closed.
fn lines(room: &Room) -> usize {
    let topics = room.stage.topics();
    topics.matches("has not answered for 1 h").count()
}
