//! `/open` with a link: which topic is meant, and what is said where none is.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(links_that_open_nothing);
on_both!(a_link_of_a_stopped_connection);

impl Room {
    /// A link into the backend group.
    pub(super) fn link(&self, path: &str) -> String {
        let group = self.stage.group.to_string();
        let number = group.strip_prefix("-100").expect("a supergroup");
        format!("https://t.me/c/{number}/{path}")
    }
}

/// Promise: `/open` with what is no link of a client's topic here is answered, and opens nothing.
async fn links_that_open_nothing(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let coffee = room.coffee();
    room.marta_says("/close").await;
    room.stage.pass(Duration::from_secs(70)).await;
    room.marta_asks("in General").await;
    let (marta, group) = (room.marta, room.stage.group);
    let in_general = room.stage.find(group, marta, "in General");
    let mut rows = Vec::new();
    for (what, link) in [
        ("another group", format!("https://t.me/c/1/{}", room.topic)),
        ("a message in General", room.link(&in_general.to_string())),
        ("General's own", room.link(&format!("1/{in_general}"))),
        ("a topic of the team", room.link(&coffee.to_string())),
        ("no such topic", room.link("999999")),
        ("an overlong number", room.link("99999999999999999999999")),
        ("a negative number", room.link("-4")),
        ("no number", room.link("x")),
        ("nothing behind it", room.link("")),
        ("a public link", "https://t.me/acme/4".to_owned()),
        ("a number", room.topic.to_string()),
        ("garbage", "\u{202e}t.me/c//\u{200b}".to_owned()),
        ("a name", "Anna".to_owned()),
        ("nothing", String::new()),
    ] {
        let said = room
            .stage
            .say(marta, group, Say::text(format!("/open {link}").trim()));
        room.stage.settle().await;
        rows.push(room.outcome(what, said).await);
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    another group → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    a message in General → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    General's own → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    a topic of the team → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    no such topic → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    an overlong number → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    a negative number → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    no number → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    nothing behind it → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    a public link → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    a number → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    garbage → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    a name → Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it. | ⬛ Anna (closed)
    nothing → /open belongs in a client's topic. Nothing was changed. | ⬛ Anna (closed)
    ") };
    room.nothing_reached_anna();
}

/// Promise: the link of a conversation whose connection is stopped is answered by one that runs, and opens nothing; when that runs again it
/// opens.
async fn a_link_of_a_stopped_connection(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage.second_bot(&[]).await;
    room.marta_says("/close").await;
    room.stage.pass(Duration::from_secs(70)).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    let (marta, group) = (room.marta, room.stage.group);
    let open = format!("/open {}", room.link(&room.topic.to_string()));
    let mut rows = Vec::new();
    for state in [ConnectionState::Stopped, ConnectionState::Running] {
        room.stage.set_state(state).await;
        room.stage.pass(Duration::from_secs(2)).await;
        let said = room.stage.say(marta, group, Say::text(&open));
        room.stage.settle().await;
        rows.push(room.outcome(&format!("{state:?}"), said).await);
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    Stopped → Nothing was changed: the connection of this topic is stopped. | ⬛ Anna (closed)
    Running → 🟪 Waits for the team. | 🟪 Anna
    ") };
    room.nothing_reached_anna();
}
